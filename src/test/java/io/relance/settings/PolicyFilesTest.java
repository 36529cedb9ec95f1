package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.outbox.Channel;
import io.relance.policy.Calendar;
import io.relance.policy.Level;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.policy.Reaches;
import io.relance.policy.Segment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFilesTest {
  private static final String GOOD =
      """
      policy: mine
      order: 7
      for: {countries: [FR], business: yes, overdue-at-least: 100}
      progress: jump
      after-last: 30
      calendar:
        days: monday-friday
        hours: {email: 07:30-20:00}
        most: {contacts: 3, days: 30}
        after-issue: 3
      levels:
        - name: Before
          days: -5
          channels: [{email: before}]
        - name: First
          days: 5
          marker: R1
          wait: 3
          minimum: {EUR: 15.00, JPY: 2000}
          deadline: 8
          approval: yes
          channels:
            - {email: first, to: dunning}
      """;

  @TempDir Path home;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectories(home.resolve("routes/policies"));
  }

  private static final Map<String, Channel> EMAIL =
      Map.of("email", new Channel("email", Reaches.EMAIL, true, "email"));
  private static final Map<String, Channel> AND_SMS =
      Map.of("email", EMAIL.get("email"), "sms", new Channel("sms", Reaches.MOBILE, false, "sms"));

  private Policies read() {
    return PolicyFiles.read(folder, EMAIL);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<Mistake> mistakes() {
    return catchThrowableOfType(Mistakes.class, this::read).all();
  }

  @Test
  void aPolicyIsReadAsItIsWritten() throws IOException {
    write("mine.yaml", GOOD);
    var policy = read().get("mine");
    assertThat(policy.order()).isEqualTo(7);
    assertThat(policy.segment().countries()).containsExactly("FR");
    assertThat(policy.segment().business()).isTrue();
    assertThat(policy.segment().minimumOverdue()).isEqualTo("100");
    assertThat(policy.progress()).isEqualTo(Policy.Progress.JUMP);
    assertThat(policy.unit()).isEqualTo(Policy.Unit.ACCOUNT);
    assertThat(policy.repeat().days()).isEqualTo(30);
    var first = policy.level(2);
    assertThat(first.marker()).isEqualTo("R1");
    assertThat(first.minimumWait()).isEqualTo(3);
    assertThat(first.minimum()).containsEntry("EUR", new BigDecimal("15.00"));
    assertThat(first.deadline()).isEqualTo(8);
    assertThat(first.approval()).isTrue();
    assertThat(first.channels())
        .containsExactly(new Level.Channel("email", Reaches.EMAIL, "first", "dunning"));
    assertThat(policy.level(1).preDue()).isTrue();
    assertThat(policy.calendar())
        .isEqualTo(
            new Calendar(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                true,
                Map.of("email", new Calendar.Hours(450, 1_200)),
                new Calendar.Most(3, 30),
                3));
  }

  @Test
  void withoutACalendarOnlySmsKeepsHours() throws IOException {
    write("mine.yaml", GOOD.replaceAll("(?s)calendar:.*levels:", "levels:"));
    var calendar = PolicyFiles.read(folder, AND_SMS).get("mine").calendar();
    assertThat(calendar.hours()).isEqualTo(Map.of("sms", new Calendar.Hours(480, 1_200)));
    assertThat(calendar.holidays()).isTrue();
    assertThat(calendar.days()).doesNotContain(DayOfWeek.SUNDAY).hasSize(6);
    assertThat(calendar.most()).isNull();
  }

  @Test
  void alwaysTakesTheUsualHoursAway() throws IOException {
    write("mine.yaml", GOOD.replace("email: 07:30-20:00", "email: 00:00-24:00, sms: always"));
    var withSms = new HashMap<>(EMAIL);
    withSms.put("sms", new Channel("sms", Reaches.MOBILE, false, "sms"));
    var calendar = PolicyFiles.read(folder, AND_SMS).get("mine").calendar();
    assertThat(calendar.hours()).isEqualTo(Map.of("email", new Calendar.Hours(0, 1_440)));
  }

  @Test
  void theVersionFollowsTheBytes() throws IOException {
    write("mine.yaml", GOOD);
    var before = read();
    assertThat(read().version()).isEqualTo(before.version());
    write("mine.yaml", GOOD + "# a comment\n");
    assertThat(read().version()).isNotEqualTo(before.version());
    assertThat(read().get("mine").version()).isNotEqualTo(before.get("mine").version());
  }

  @Test
  void theShippedLaddersAreGoodAndOneIsForEverybody() {
    var channels = ChannelFiles.read(Path.of("routes")).channels();
    var shipped = PolicyFiles.read(Path.of("routes/policies"), channels);
    assertThat(shipped.get("courteous").levels())
        .extracting(Level::days)
        .containsExactly(-10, 3, 10, 30);
    assertThat(shipped.get("classic").levels())
        .extracting(Level::marker)
        .containsExactly("R1", "R2", "R3");
    assertThat(shipped.get("steady").levels()).extracting(Level::days).containsExactly(7, 14, 30);
    assertThat(shipped.list().get(2).segment()).isEqualTo(Segment.EVERYBODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "order: 7 ~ ordre: 7 ~ 2 ~ unknown key 'ordre' in a policy ~ did you mean order",
        "order: 7 ~ order: seven ~ 2 ~ must be a whole number, not 'seven' ~ 0 or more",
        "order: 7 ~ policy: other ~ 2 ~ 'policy' stands twice ~ line 1",
        "policy: mine ~ order: 8 ~ 1 ~ a policy has no 'policy' ~ give it a name",
        "progress: jump ~ progress: climbing ~ 4 ~ must be climb or jump ~ did you mean climb",
        "countries: [FR] ~ countries: [FRA] ~ 3 ~ cannot hold 'FRA' ~ ISO 3166",
        "countries: [FR] ~ languages: [FR] ~ 3 ~ cannot hold 'FR' ~ ISO 639",
        "countries: [FR] ~ currencies: [EURO] ~ 3 ~ cannot hold 'EURO' ~ ISO 4217",
        "countries: [FR] ~ companies: [acme] ~ 3 ~ cannot hold 'acme' ~ source/key",
        "business: yes ~ business: true ~ 3 ~ must be yes or no, not 'true' ~ yes or no",
        "after-last: 30 ~ after-last: never ~ 5 ~ must be a whole number ~ write once",
        "days: 5 ~ days: J+5 ~ 16 ~ must be a whole number, not 'J+5' ~ write 10 for ten days late",
        "days: 5 ~ days: -60 ~ 16 ~ 60 days BEFORE the due date ~ write 'days: 60'",
        "days: 5 ~ days: -4 ~ 16 ~ 4 days BEFORE the due date, where nothing is late ~ 'days: 4'",
        "days: 5 ~ days: -5 ~ 15 ~ comes after one of -5 days ~ mind the sign",
        "name: First ~ name: Before ~ 15 ~ two levels are named 'Before' ~ line 12",
        "wait: 3 ~ wait: 0 ~ 18 ~ 'wait' is 0 ~ never contacted twice",
        "EUR: 15.00 ~ EUR: 15,00 ~ 19 ~ '00' is no currency ~ ISO",
        "EUR: 15.00 ~ EUX: 15.00 ~ 19 ~ 'EUX' is no currency ~ ISO 4217",
        "JPY: 2000 ~ JPY: 2000.50 ~ 19 ~ JPY has 0 decimals ~ round it",
        "approval: yes ~ approval: oui ~ 21 ~ must be yes or no ~ write yes or no",
        "{email: first ~ {e-mail: first ~ 23 ~ unknown channel 'e-mail' ~ did you mean email",
        "email: first ~ email: ../first ~ 23 ~ cannot be '../first' ~ file name without .ftl",
        "to: dunning ~ to: boss ~ 23 ~ cannot be 'boss' ~ one of billing",
        "[{email: before}] ~ [] ~ 14 ~ 'channels' must be a list ~ write [one, other]",
        "[{email: before}] ~ [email] ~ 14 ~ a channel must be a block ~ courteous.yaml",
        "monday-friday ~ weekdays ~ 7 ~ must be every day or monday-friday or monday-saturday ~ did you",
        "after-issue: 3 ~ after-issue: soon ~ 10 ~ must be a whole number ~ at most 90",
        "after-issue: 3 ~ holidays: mine ~ 10 ~ must be debtor or none ~ did you mean",
        "after-issue: 3 ~ before-issue: 3 ~ 10 ~ unknown key 'before-issue' in 'calendar' ~ after-issue",
        "{email: 07:30 ~ {e-mail: 07:30 ~ 8 ~ unknown key 'e-mail' in 'hours' ~ did you mean email",
        "07:30-20:00 ~ 07:30-25:00 ~ 8 ~ 'email' cannot be '07:30-25:00' ~ write 08:00-20:00",
        "07:30-20:00 ~ 0730-2000 ~ 8 ~ 'email' cannot be '0730-2000' ~ write 08:00-20:00",
        "07:30-20:00 ~ never ~ 8 ~ 'email' cannot be 'never' ~ or always",
        "07:30-20:00 ~ 20:00-07:30 ~ 8 ~ never opens: it ends before it begins ~ within one day",
        "contacts: 3, ~ '' ~ 9 ~ 'most' has no 'contacts' ~ {contacts: 3, days: 30}",
        "contacts: 3 ~ contacts: 0 ~ 9 ~ 'contacts' is 0, out of 1 to 12 ~ days of contact",
        "order: 7 ~ order: [7 ~ 3 ~ this is not YAML, at column ~ indentation",
      })
  void aMistakeIsToldWithItsLineAndARemedy(
      String right, String wrong, int line, String what, String remedy) throws IOException {
    write("mine.yaml", GOOD.replace(right, wrong));
    assertThat(mistakes())
        .anySatisfy(
            mistake -> {
              assertThat(mistake.file()).isEqualTo("routes/policies/mine.yaml");
              assertThat(mistake.line()).as(mistake.toString()).isEqualTo(line);
              assertThat(mistake.what()).contains(what);
              assertThat(mistake.remedy()).contains(remedy);
            });
  }

  @Test
  void allMistakesOfAllFilesComeAtOnce() throws IOException {
    write("a.yaml", GOOD.replace("order: 7", "ordre: 7").replace("wait: 3", "wait: 0"));
    write("b.yaml", "policy: [\n");
    write("c.yaml", "");
    write("d.yml", GOOD);
    assertThat(mistakes())
        .extracting(Mistake::file)
        .containsExactlyInAnyOrder(
            "routes/policies/a.yaml",
            "routes/policies/a.yaml",
            "routes/policies/b.yaml",
            "routes/policies/c.yaml",
            "routes/policies/d.yml");
  }

  @Test
  void twoPoliciesOfOneNameAreRefusedWithBothPlaces() throws IOException {
    write("a.yaml", GOOD);
    write("b.yaml", "# another\n" + GOOD);
    assertThat(mistakes())
        .singleElement()
        .hasToString(
            "routes/policies/b.yaml:2: the policy 'mine' is already in routes/policies/a.yaml:1\n"
                + "    -> rename one of the two");
  }

  @Test
  void anEmptyFolderAndAMissingOneAreRefused() throws IOException {
    assertThat(mistakes()).extracting(Mistake::what).containsExactly("there is no policy here");
    Files.delete(folder);
    assertThat(mistakes()).extracting(Mistake::what).first().asString().contains("cannot be read");
  }

  @Test
  void aLadderWhollyBeforeTheDueDateIsRefused() throws IOException {
    write(
        "mine.yaml",
        """
        policy: mine
        for: everybody
        levels:
          - {name: One, days: -30, channels: [{email: one}]}
          - {name: Two, days: -10, channels: [{email: two}]}
        """);
    assertThat(mistakes()).singleElement().asString().contains("every level lies BEFORE");
  }

  private static Policies withLetterAndTask(Path folder) {
    var channels = new HashMap<>(EMAIL);
    channels.put("letter", new Channel("letter", Reaches.POST, false, "letter"));
    channels.put("task", new Channel("task", Reaches.NOBODY, false, "task"));
    return PolicyFiles.read(folder, channels);
  }

  @Test
  void aChannelMayHaveAFallbackAndAttachments() throws IOException {
    write(
        "mine.yaml",
        GOOD.replace(
            "{email: before}", "{email: before, else: letter, attach: [statement, letter]}"));
    var letter = new Level.Channel("letter", Reaches.POST, "before", "billing");

    assertThat(withLetterAndTask(folder).get("mine").level(1).channels())
        .containsExactly(
            new Level.Channel(
                "email",
                Reaches.EMAIL,
                "before",
                "billing",
                letter,
                List.of("letter", "statement")));
  }

  @Test
  void aFallbackMustReachTheDebtor() throws IOException {
    write("mine.yaml", GOOD.replace("{email: before}", "{email: before, else: task}"));
    assertThat(catchThrowableOfType(Mistakes.class, () -> withLetterAndTask(folder)).all())
        .singleElement()
        .asString()
        .contains("'else: task' tells the debtor nothing");
  }

  @Test
  void onlyTheLastLevelMayTellTheDebtorNothing() throws IOException {
    write("mine.yaml", GOOD.replace("{email: before}", "{task: before}"));
    assertThat(catchThrowableOfType(Mistakes.class, () -> withLetterAndTask(folder)).all())
        .singleElement()
        .asString()
        .contains("level 'Before' tells the debtor nothing", "give it a channel that reaches him");

    write("mine.yaml", GOOD.replace("{email: first, to: dunning}", "{task: first}"));
    assertThat(withLetterAndTask(folder).get("mine").level(2).internal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"courteous", "classic", "steady"})
  void theShippedLaddersThankOnceTheirCommentIsTaken(String name) throws IOException {
    var shipped = Files.readString(Path.of("routes/policies/" + name + ".yaml"));
    var channels = ChannelFiles.read(Path.of("routes")).channels();
    write(name + ".yaml", shipped);
    assertThat(PolicyFiles.read(folder, channels).get(name).thanks()).isNull();
    write(name + ".yaml", shipped.replace("# thanks:", "thanks:"));
    assertThat(PolicyFiles.read(folder, channels).get(name).thanks()).isNotNull();
  }

  @Test
  void aPolicyMayThank() throws IOException {
    write("mine.yaml", GOOD);
    assertThat(read().get("mine").thanks()).isNull();
    write("mine.yaml", GOOD + "thanks: {within: 7, name: Merci, channels: [{email: thanks}]}\n");
    var policy = read().get("mine");
    var channel = new Level.Channel("email", Reaches.EMAIL, "thanks", "billing");
    assertThat(policy.thanks().within()).isEqualTo(7);
    assertThat(policy.level(0))
        .isEqualTo(new Level(0, "Merci", null, 0, 1, Map.of(), null, false, List.of(channel)));
    assertThat(policy.last()).isEqualTo(2);
    write("mine.yaml", GOOD + "thanks:\n  channels: [{email: thanks}]\n");
    assertThat(read().get("mine").thanks().within()).isEqualTo(10);
    assertThat(PolicyFiles.look(folder, EMAIL).templates())
        .extracting(named -> named.channel().template())
        .as("their words are looked for")
        .contains("thanks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{within: 0, channels: [{email: thanks}]} ~ 'within' is 0 ~ 1 to 30",
        "{days: 7, channels: [{email: thanks}]} ~ unknown key 'days' in 'thanks' ~ did you mean",
        "{within: 7} ~ 'thanks' has no 'channels' ~ name at least one",
        "yes ~ 'thanks' must be a block ~ courteous.yaml",
        "{channels: [{task: thanks}]} ~ thanks are said to the debtor ~ - {email: thanks",
        "{channels: [{email: thanks, attach: [letter]}]} ~ with nothing attached ~ - {email: thanks",
        "{channels: [{e-mail: thanks}]} ~ unknown channel 'e-mail' ~ did you mean email",
      })
  void aMistakeOfItsThanksIsToldWithItsLine(String thanks, String what, String remedy)
      throws IOException {
    write("mine.yaml", GOOD + "thanks: " + thanks + "\n");
    assertThat(catchThrowableOfType(Mistakes.class, () -> withLetterAndTask(folder)).all())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.line()).isEqualTo(24);
              assertThat(mistake.what()).contains(what);
              assertThat(mistake.remedy()).contains(remedy);
            });
  }

  @Test
  void whatNotepadSavesIsRead() throws IOException {
    write("mine.yaml", "\ufeff" + GOOD.replace("\n", "\r\n"));
    assertThat(read().get("mine").levels()).hasSize(2);
  }

  @Test
  void anchorsMergesAndLoopsAreMistakesNotCrashes() throws IOException {
    write("mine.yaml", "policy: mine\nfor: everybody\nlevels: &all\n  - *all\n");
    assertThat(mistakes()).isNotEmpty();
    write("mine.yaml", GOOD.replace("progress: jump", "<<: {progress: jump}"));
    assertThat(mistakes()).extracting(Mistake::what).contains("unknown key '<<' in a policy");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("mine.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
    assertThat(mistakes()).extracting(Mistake::what).containsExactly("this is not UTF-8");
  }
}
