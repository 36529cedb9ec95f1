package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.ReturnStore;
import io.relance.store.WritebackStore;
import io.relance.support.ImapBox;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reminder to Jeanne Martin left on 20 November; what comes back lies in a real mailbox. */
class RepliesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final String JEANNE = "jeanne@client.example";
  private static final String CORPUS_ID = "relance.42.0123456789abcdef01234567@acme.example";

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now()); // arrival is the mail server's own time
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now.get();
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return Clock.fixed(now.get(), zone);
        }
      };
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);
  private final AlertStore alerts = new AlertStore(database, clock);
  private final HoldStore holds = new HoldStore(database, journal, alerts, clock);
  private final Reminded reminded = new Reminded(database);
  private Login login = new Login.Password(ImapBox.USER, ImapBox.PASSWORD);
  private ImapBox box;
  private long account;
  private long item;
  private long act;

  @BeforeEach
  void aReminder() throws IOException {
    box = ImapBox.in(folder);
    account = reminded.account("D1");
    contact("D1", JEANNE);
    item = reminded.item(account, "INV-1", DAY, 0);
    act = sent(1, JEANNE);
  }

  @AfterEach
  void close() {
    box.close();
    database.close();
  }

  private void contact(String debtor, String email) {
    reminded.update(
        "insert into contact (debtor_id, key, role, email) select id, :email, 'billing', :email from debtor where key = :debtor",
        Map.of("email", email, "debtor", debtor));
  }

  private long sent(int level, String to) {
    long id = reminded.act(account, level, DAY.plusDays(level - 1), item);
    reminded.update(
        "update act set recipient = :to, message_id = :message, sending_at = sent_at where id = :act",
        Map.of("to", to, "message", "<" + ours(id) + ">", "act", id));
    reminded.update(
        """
        insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id, taken)
        values (:item, 'classic', 1, :level, 0, 'email', 'billing', :act, true)
        """,
        Map.of("item", item, "act", id, "level", level));
    reminded.update(
        "update account_state set last_contact = :day, review_on = '9999-12-31'",
        Map.of("day", DAY.plusDays(level - 1)));
    return id;
  }

  private static String ours(long act) {
    return "relance." + act + ".00112233445566778899aabb@acme.example";
  }

  private Replies replies(String... done) {
    var stores =
        new Receipts.Stores(
            database, new OutboxStore(database, clock, "n1"), journal, alerts, clock);
    var writeBack = new WriteBack(new WritebackStore(database, journal, clock), List.of());
    return new Replies(
        new Mailbox.Where(
            "127.0.0.1",
            box.port(),
            new Protection(Relay.Tls.NONE, null),
            login,
            "INBOX",
            done.length == 0 ? "" : done[0]),
        5,
        new Returning(stores, holds, writeBack),
        new ReturnStore(database, clock),
        holds,
        stores);
  }

  /** A mail of the corpus, about this act. */
  private static byte[] about(long act, String name) {
    try {
      String mail =
          Files.readString(
              Path.of("src/test/resources/returns", name + ".eml"), StandardCharsets.ISO_8859_1);
      return mail.replace(CORPUS_ID, ours(act)).getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] changed(byte[] mail, String from, String to) {
    return new String(mail, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void comesBack(String... names) throws Exception {
    for (String name : names) {
      box.arrive(about(act, name));
    }
    replies().collect();
  }

  private String one(String sql) {
    return database.jdbc().sql(sql).query(String.class).optional().orElse("none");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private String state() {
    return one("select state from act where id = " + act);
  }

  private String level() {
    return one("select level from item");
  }

  private List<String> blocked() {
    return list("select email from address_block order by email");
  }

  private List<String> held() {
    return list("select why || ': ' || note from account_hold order by why");
  }

  private List<String> standing() {
    return alerts.list().stream().map(alert -> alert.kind() + " " + alert.subject()).toList();
  }

  private List<String> journaled() {
    assertThat(journal.verify()).isEmpty();
    return list("select kind from journal order by seq");
  }

  private boolean decidedAgain() {
    return one("select review_on from account_state where account_id = " + account)
        .equals("-infinity");
  }

  @Test
  void aRefusedLoginIsNotTriedEveryMinute() {
    login = new Login.Password(ImapBox.USER, "wrong");
    Replies replies = replies();
    replies.collect();
    now.set(now.get().plusSeconds(14 * 60));
    replies.collect();
    assertThat(refusals()).isEqualTo(1);
    now.set(now.get().plusSeconds(60));
    replies.collect();
    assertThat(refusals()).isEqualTo(2);
  }

  private int refusals() {
    return database
        .jdbc()
        .sql("select times from alert where kind = 'replies' and until is null")
        .query(Integer.class)
        .single();
  }

  @Test
  void anAddressThatNobodyHasIsBlockedAndTheLevelDoesNotCount() throws Exception {
    comesBack("hard-postfix-user-unknown");

    assertThat(state()).isEqualTo("bounced");
    assertThat(one("select cause from act")).contains("User unknown");
    assertThat(level()).isEqualTo("0");
    assertThat(blocked()).containsExactly(JEANNE);
    assertThat(standing()).containsExactly("address " + JEANNE);
    assertThat(one("select message from alert"))
        .contains("correct the contact of D1", "relance unblock " + JEANNE);
    assertThat(one("select coalesce(last_contact::text, 'never') from account_state"))
        .as("it was no contact")
        .isEqualTo("never");
    assertThat(held()).isEmpty();
    assertThat(decidedAgain()).isTrue();
    assertThat(journaled()).containsExactly("mail came back", "act bounced");
    assertThat(one("select count(*) from payload")).isEqualTo("1");
    assertThat(box.subjects("INBOX", true)).isEmpty();
    assertThat(box.subjects("INBOX", false)).hasSize(1);
  }

  @Test
  void whatIsReturnedForAnotherReasonDoesNotCountAndTheAddressStays() throws Exception {
    for (String name : List.of("soft-mailbox-full", "policy-5.7.1-spam")) {
      comesBack(name);

      assertThat(state()).as(name).isEqualTo("bounced");
      assertThat(level()).isEqualTo("0");
      assertThat(blocked()).isEmpty();
      assertThat(standing()).containsExactly("act act " + act);
      assertThat(one("select last_contact from account_state"))
          .as("its wait counts")
          .isEqualTo(DAY.toString());
      alerts.clear("act", "act " + act);
      reminded.update("update act set state = 'sent'", Map.of());
    }
  }

  @Test
  void aDelayChangesNothing() throws Exception {
    comesBack("delayed-postfix", "delayed-gmail-plain");

    assertThat(state()).isEqualTo("sent");
    assertThat(level()).isEqualTo("1");
    assertThat(standing()).isEmpty();
    assertThat(decidedAgain()).isFalse();
    assertThat(journaled()).containsExactly("mail came back", "mail came back");
  }

  @Test
  void whatWasOpenedWasDelivered() throws Exception {
    comesBack("read-mdn-displayed");
    assertThat(state()).isEqualTo("delivered");
    assertThat(level()).isEqualTo("1");
    assertThat(journaled()).containsExactly("mail came back", "act delivered");
  }

  @Test
  void anAnswerStopsTheSequenceUntilAPersonHasAnsweredToo() throws Exception {
    comesBack("reply-dispute");

    assertThat(held()).containsExactly("reply: RE: Rappel facture F2");
    assertThat(standing()).containsExactly("reply acme/1/D1");
    assertThat(one("select message from alert")).contains("relance answered acme/1/D1");
    assertThat(state()).isEqualTo("sent");
    assertThat(decidedAgain()).isTrue();
    assertThat(one("select convert_from(content, 'UTF8') from payload"))
        .contains("la livraison est incomplète");

    holds.answered(
        "acme/1/D1",
        "partial credit note promised",
        LocalDate.ofInstant(now.get(), ZoneOffset.UTC).plusDays(10),
        "claire");
    assertThat(held()).containsExactly("person: partial credit note promised");
    assertThat(standing()).isEmpty();
    assertThat(journaled()).containsExactly("mail came back", "reply answered");
    holds.unhold("D1", "", "claire");
    assertThat(held()).isEmpty();
  }

  @Test
  void anAnswerThatNobodyAnsweredIsSaidAgain() throws Exception {
    comesBack("reply-dispute");
    assertThat(one("select times from alert")).isEqualTo("1");
    now.set(now.get().plusSeconds(86_400 * 9));
    replies().collect();
    replies().collect();
    assertThat(one("select times || message from alert"))
        .startsWith("2")
        .contains("nobody has answered since");
  }

  @Test
  void robotsChangeNothing() throws Exception {
    comesBack("automatic-exchange-french", "automatic-german", "automatic-rfc3834-out-of-office");
    assertThat(held()).isEmpty();
    assertThat(standing()).isEmpty();
    assertThat(state()).isEqualTo("sent");
    assertThat(journaled()).hasSize(3).containsOnly("mail came back");
  }

  @Test
  void aFilterThatWantsAPersonIsAnAlertAndAComplaintAHold() throws Exception {
    comesBack("challenge-mailinblack");
    assertThat(standing()).containsExactly("act act " + act);
    assertThat(held()).isEmpty();
    comesBack("complaint-arf");
    assertThat(held()).containsExactly("reply: reported as spam");
    assertThat(state()).isEqualTo("sent");
  }

  @Test
  void aBounceAfterTheNextLevelLowersNothingAndHoldsWhatFollows() throws Exception {
    sent(2, JEANNE);
    comesBack("hard-qmail");

    assertThat(state()).isEqualTo("bounced");
    assertThat(level()).isEqualTo("2");
    assertThat(blocked()).containsExactly(JEANNE);
    assertThat(held()).containsExactly("bounce: " + JEANNE);
    assertThat(one("select last_contact from account_state")).isEqualTo("2026-11-21");

    holds.endMended(reminded.company());
    assertThat(held()).as("nothing was mended").isNotEmpty();
    contact("D1", "paul@client.example");
    holds.endMended(reminded.company());
    assertThat(held()).isEmpty();
  }

  @Test
  void whenTheLaterLevelBouncesTooNothingWasHeard() throws Exception {
    long second = sent(2, JEANNE);
    comesBack("hard-qmail");
    box.arrive(about(second, "hard-exim-plain"));
    replies().collect();
    assertThat(level()).isEqualTo("0");
  }

  @Test
  void ofTwoReadersOneMayBeMissing() throws Exception {
    act = sent(2, "paul@client.example, " + JEANNE);
    comesBack("hard-of-two-one-delivered");

    assertThat(state()).isEqualTo("sent");
    assertThat(level()).isEqualTo("2");
    assertThat(blocked()).containsExactly(JEANNE);

    box.arrive(changed(about(act, "hard-qmail"), JEANNE, "paul@client.example"));
    replies().collect();
    assertThat(state()).as("now both are").isEqualTo("bounced");
    assertThat(blocked()).containsExactly(JEANNE, "paul@client.example");
  }

  @Test
  void theSameMailIsTakenOnceWhateverBecomesOfTheMailbox() throws Exception {
    box.arrive(about(act, "reply-dispute"), about(act, "reply-dispute"));
    replies().collect();
    assertThat(journaled()).containsExactly("mail came back");

    box.mark(false);
    reminded.update("update came_back_place set put_away = false", Map.of()); // killed before that
    replies().collect();
    assertThat(box.subjects("INBOX", true)).as("marked by the next one").isEmpty();

    box.renumber();
    replies().collect();
    assertThat(one("select count(distinct validity) from came_back_place")).isEqualTo("2");
    assertThat(journaled()).containsExactly("mail came back");
    assertThat(held()).hasSize(1);
    assertThat(box.subjects("INBOX", false)).as("nothing is deleted").hasSize(2);
  }

  @Test
  void whatAPersonHasReadBeforeIsTakenAllTheSame() throws Exception {
    box.arrive(about(act, "reply-dispute"));
    box.mark(true);
    replies().collect();
    assertThat(held()).hasSize(1);
  }

  @Test
  void takenMailsGoToTheirFolderWhenThereIsOne() throws Exception {
    box.arrive(about(act, "reply-dispute"));
    replies("Relance").collect();
    assertThat(box.subjects("INBOX", false)).isEmpty();
    assertThat(box.subjects("Relance", false)).containsExactly("RE: Rappel facture F2");
  }

  @Test
  void whoeverDoesNotNameOurMessageChangesNothing() throws Exception {
    comesBack("hard-anonymous-report-that-names-no-message");
    box.arrive(changed(about(act, "hard-qmail"), "00112233", "00112234"));
    replies().collect();

    assertThat(state()).isEqualTo("sent");
    assertThat(blocked()).isEmpty();
    assertThat(standing()).containsExactly("address " + JEANNE);
    assertThat(one("select message from alert")).contains("nothing was changed");
  }

  @Test
  void aBounceOfAnAddressThatWasNotWrittenToBlocksNothing() throws Exception {
    act = sent(2, "paul@client.example, anna@client.example");
    comesBack("hard-postfix-user-unknown");
    assertThat(blocked()).isEmpty();
    assertThat(state()).isEqualTo("sent");
  }

  @Test
  void aContactIsKnownByHisAddressAndSeveralAreAPersonsToTell() throws Exception {
    comesBack("reply-without-in-reply-to");
    assertThat(held()).containsExactly("reply: Votre relance");

    reminded.account("D2");
    contact("D2", JEANNE);
    box.arrive(
        changed(about(act, "reply-without-in-reply-to"), "Message-ID: <r", "Message-ID: <x"));
    replies().collect();
    assertThat(held()).hasSize(1);
    assertThat(standing()).containsExactly("reply acme/1/D1", "reply " + JEANNE);
    assertThat(alerts.list().get(1).message()).contains("acme/1/D1, acme/1/D2");
  }

  @Test
  void aStrangersMailStaysUnreadAndIsKeptNowhere() throws Exception {
    box.arrive(
        changed(about(act, "reply-without-in-reply-to"), JEANNE, "nobody@elsewhere.example"));
    replies().collect();
    replies().collect();
    assertThat(box.subjects("INBOX", true)).containsExactly("Votre relance");
    assertThat(one("select count(*) from payload")).isEqualTo("0");
    assertThat(standing()).containsExactly("replies strangers");
    assertThat(journaled()).containsExactly("mail came back");
  }

  @Test
  void whatComesBackOfARehearsalIsOnlyNoted() throws Exception {
    reminded.update("update act set redirected = true", Map.of());
    comesBack("hard-qmail", "reply-dispute");
    assertThat(state()).isEqualTo("sent");
    assertThat(blocked()).isEmpty();
    assertThat(held()).isEmpty();
    assertThat(journaled()).containsExactly("mail came back", "mail came back");
  }

  @Test
  void anAnswerProvesThatAnUncertainMessageArrived() throws Exception {
    reminded.update("update act set state = 'uncertain'", Map.of());
    alerts.raise("act", "act " + act, "uncertain");
    comesBack("automatic-german");
    assertThat(state()).isEqualTo("sent");
    assertThat(standing()).isEmpty();
    assertThat(journaled()).containsExactly("mail came back", "act sent");
  }

  @Test
  void aBounceWaitsUntilItsMessageHasLeft() throws Exception {
    reminded.update("update act set state = 'sending'", Map.of());
    comesBack("hard-qmail");
    assertThat(journaled()).isEmpty();
    reminded.update("update act set state = 'sent'", Map.of());
    replies().collect();
    assertThat(state()).isEqualTo("bounced");
  }

  @Test
  void aMailboxThatCannotBeReadIsAnAlertUntilItCan() throws Exception {
    box.stop();
    assertThat(replies().trouble()).get().asString().contains("cannot be read: Connection refused");
    replies().collect();
    assertThat(standing()).containsExactly("replies compta@acme.example@127.0.0.1/INBOX");
    assertThat(one("select message from alert")).doesNotContain(ImapBox.PASSWORD);
    box.start();
    comesBack("hard-qmail");
    assertThat(state()).isEqualTo("bounced");
    assertThat(standing()).containsExactly("address " + JEANNE);
  }

  @Test
  void fiftyMegabytesAreReadAsFarAsIsUseful() throws Exception {
    StringBuilder large =
        new StringBuilder(new String(about(act, "reply-dispute"), StandardCharsets.ISO_8859_1));
    String line = "x".repeat(998) + "\n";
    while (large.length() < 50_000_000) {
      large.append(line);
    }
    box.arrive(large.toString().getBytes(StandardCharsets.ISO_8859_1));
    comesBack("automatic-german");
    assertThat(held()).hasSize(1);
    assertThat(Integer.parseInt(one("select max(length(content)) from payload")))
        .isEqualTo(Replies.MOST_BYTES);
    assertThat(journaled()).hasSize(2);
  }

  @Test
  void aMailThatCannotBeTakenHoldsUpTheOthersForOneRoundOnly() throws Exception {
    reminded.update(
        "alter table came_back add constraint never check (subject <> 'Votre relance')", Map.of());
    box.arrive(about(act, "reply-without-in-reply-to"), about(act, "hard-qmail"));
    Replies replies = replies();
    assertThatThrownBy(replies::collect).isInstanceOf(RuntimeException.class);
    assertThat(state()).isEqualTo("sent");

    replies.collect();
    assertThat(state()).isEqualTo("bounced");
    assertThat(standing()).containsExactly("replies mail 1", "address " + JEANNE);
    assertThat(one("select message from alert where kind = 'replies'")).contains("stays unread");
    assertThat(box.subjects("INBOX", true)).containsExactly("Votre relance");
    replies.collect();
    assertThat(journaled()).containsExactly("mail came back", "act bounced");
  }

  @Test
  void whatIsCutIsCutBetweenCharacters() throws Exception {
    String subject = "a".repeat(3_999) + "\ud83d\ude00".repeat(9);
    byte[] mail =
        new String(about(act, "reply-dispute"), StandardCharsets.UTF_8)
            .replaceFirst("Subject: .*", "Subject: " + subject)
            .getBytes(StandardCharsets.UTF_8);
    box.arrive(mail);
    replies().collect();
    assertThat(held()).singleElement().asString().endsWith("aaa…");
  }

  @Test
  void ofSeveralAddressesInOneFieldEachIsTheContacts() throws Exception {
    reminded.update(
        "update contact set email = 'Accueil <info@client.example>; Jeanne@client.example'",
        Map.of());
    comesBack("reply-without-in-reply-to");
    assertThat(held()).containsExactly("reply: Votre relance");
    box.arrive(
        changed(
            changed(about(act, "reply-without-in-reply-to"), JEANNE, "anne@client.example"),
            "Message-ID: <r",
            "Message-ID: <x"));
    replies().collect();
    assertThat(standing()).as("part of an address is none").contains("replies strangers");
  }

  @Test
  void whoStandsInSeveralBooksIsOneDebtor() throws Exception {
    reminded.account("D2");
    contact("D2", JEANNE);
    reminded.update(
        """
        insert into debtor_link (debtor_id, party, how, why, actor, at)
        select id, (select min(id) from debtor), 'siren', '', '', now() from debtor
        """,
        Map.of());
    comesBack("reply-without-in-reply-to");
    assertThat(held()).containsExactly("reply: Votre relance", "reply: Votre relance");
    assertThat(standing()).containsExactly("reply acme/1/D1", "reply acme/1/D2");
    assertThat(journaled()).containsExactly("mail came back", "mail came back");
  }
}
