package io.relance.routes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import io.relance.flow.NextLevel;
import io.relance.flow.Telling;
import io.relance.flow.Telling.Teller;
import io.relance.flow.WriteBack;
import io.relance.notice.Templates;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.policy.Segment;
import io.relance.store.JournalStore;
import io.relance.store.WritebackStore;
import io.relance.support.Reminded;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** routes/write-back.camel.yaml, as shipped, against an ERP that remembers what it was told. */
class WriteBackRouteTest extends ShippedRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATES = Path.of("templates");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final LocalDate LATE = DAY.minusDays(19);
  private static final Policy CLASSIC =
      new Policy(
          "classic",
          "1",
          1,
          Segment.EVERYBODY,
          Policy.Progress.CLIMB,
          Policy.Unit.ACCOUNT,
          Policy.ActLevel.HIGHEST,
          Policy.Netting.ACCOUNT,
          new Policy.Repeat(null),
          Set.of(),
          List.of(level(1, 5), level(2, 10)));
  private final Reminded ledger = new Reminded(database);
  private final Erp erp = new Erp();
  private final WritebackStore store =
      new WritebackStore(database, new JournalStore(database), clock());
  private final WriteBack writeBack = new WriteBack(store, List.of(CLASSIC));

  @Override
  protected String file() {
    return "write-back";
  }

  @Override
  protected void bind(Registry registry) {
    registry.bind("telling", telling());
    registry.bind("freemarker", Templates.in(TEMPLATES).configuration());
    registry.bind("erp", erp);
  }

  private Telling telling() {
    Map<String, Teller> tellers =
        Map.of(
            "acme", new Teller("erp", false, 0),
            "other", new Teller("erp", false, 0),
            "slow", new Teller("erp", false, 60),
            "bulk", new Teller("bulk", true, 0));
    return new Telling(store, alerts, TEMPLATES, tellers, new NextLevel(List.of(CLASSIC)));
  }

  @Override
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        for (String kamelet : List.of("erp-writeback", "bulk-writeback")) {
          routeTemplate(kamelet).from("kamelet:source").bean("erp", "write");
        }
        routeTemplate("bulk-notes").from("kamelet:source").bean("erp", "writeMany");
      }
    };
  }

  @Test
  void tellsTheErpOnceInTheCompanysLanguage() {
    long account = ledger.account("dupont");
    long item = ledger.item(account, "move/1", LATE, 0);
    ledger.act(account, 1, DAY.minusDays(5), item);
    writeBack.afterSent(List.of(ledger.act(account, 2, DAY, item)));

    awaitStates("done");

    assertThat(erp.told.values())
        .containsExactly(
            """
            <p>Relance 2 (Reminder 2) envoyée par e-mail le 20/11/2026 :
            relancé 2 fois par e-mail.</p>
            """);
    assertThat(erp.notes).hasValue(1);
    assertThat(erp.channels).containsExactly("email");
  }

  @Test
  void escapesWhatPeopleTypedAndFallsBackToEnglish() {
    long account = ledger.account("dupont");
    long act = ledger.act(account, 1, DAY, ledger.item(account, "move/1", LATE, 0));
    ledger.update("update act set level_name = '<b>Tom & Co</b>'", Map.of());
    ledger.update("update company set language = '../fr'", Map.of());
    writeBack.afterSent(List.of(act));

    awaitStates("done");

    assertThat(erp.told.values())
        .containsExactly(
            """
            <p>Reminder 1 (&lt;b&gt;Tom &amp; Co&lt;/b&gt;) sent by e-mail on 2026-11-20:
            reminded once by e-mail. Next reminder on 2026-11-21 at the earliest.</p>
            """);
  }

  @Test
  void tellsTheMarkerAndItsRemoval() {
    long account = ledger.account("dupont");
    long item = ledger.item(account, "move/1", LATE, 0);
    long act = ledger.act(account, 2, DAY, item);
    ledger.update("update item set document = null", Map.of());
    writeBack.afterSent(List.of(act));
    await().until(() -> "R2".equals(erp.markers.get("dupont")));

    ledger.update("update item set open = 0", Map.of());
    writeBack.afterMerge(ledger.company());

    await().until(() -> "none".equals(erp.markers.get("dupont")));
  }

  @Test
  void oneNoteAlthoughTheNodeDiedAfterTheErpHadIt() {
    long account = ledger.account("dupont");
    long act = ledger.act(account, 2, DAY, ledger.item(account, "move/1", LATE, 0));
    erp.diesAfterWriting = true;
    writeBack.afterSent(List.of(act));
    await().until(() -> erp.notes.get() == 1);
    ledger.update(
        "update writeback set state = 'claimed', owner = 'dead', lease_until = now() - interval '1 s'",
        Map.of());

    awaitStates("done");

    assertThat(erp.notes.get()).isGreaterThan(1);
    assertThat(erp.told).hasSize(1);
  }

  @Test
  void aSourceThatCannotBeReachedKeepsAllOfThemAndCountsNothing() {
    erp.trouble = new SourceTrouble(SourceTrouble.Kind.UNREACHABLE, "acme does not answer");
    List<Long> acts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long account = ledger.account("d" + i);
      acts.add(ledger.act(account, 1, DAY, ledger.item(account, "move/" + i, LATE, 0)));
    }
    database.inTransaction(() -> writeBack.afterSent(acts));

    await().until(() -> alerts.list().stream().anyMatch(a -> a.subject().equals("acme")));
    awaitStates("failed", "failed", "failed", "failed", "failed");
    assertThat(erp.calls).as("the others of the batch are not even tried").hasValue(1);
    assertThat(column("select attempts::text from writeback")).containsOnly("0");
  }

  @Test
  void onesOwnFaultHarmsNoOther() {
    erp.refusesTarget = "move/1";
    long account = ledger.account("dupont");
    long bad = ledger.item(account, "move/1", LATE, 0);
    long good = ledger.item(account, "move/2", LATE, 0);
    writeBack.afterSent(List.of(ledger.act(account, 1, DAY, bad, good)));

    awaitStates("failed", "done");
    assertThat(column("select cause from writeback where state = 'failed'"))
        .containsExactly("move/1 was deleted");
  }

  @Test
  void aPausedSourceIsLeftAlone() {
    ledger.update("update feed set paused = true", Map.of());
    long account = ledger.account("dupont");
    writeBack.afterSent(List.of(ledger.act(account, 1, DAY, ledger.item(account, "m/1", LATE, 0))));
    await().during(ofSeconds(6)).until(() -> erp.notes.get() == 0);

    ledger.update("update feed set paused = false", Map.of());
    awaitStates("done");
  }

  // --- lots

  private List<Long> reminded(int debtors) {
    List<Long> acts = new ArrayList<>();
    for (int i = 0; i < debtors; i++) {
      long account = ledger.account("d" + i);
      acts.add(ledger.act(account, 1, DAY, ledger.item(account, "move/" + i, LATE, 0)));
    }
    return acts;
  }

  private void isNow(String source) {
    ledger.update("update company set source = :source", Map.of("source", source));
  }

  @Test
  void anErpThatTakesManyNotesIsToldThemInOneCall() {
    isNow("bulk");
    List<Long> acts = reminded(20);
    database.inTransaction(() -> writeBack.afterSent(acts));
    await().until(() -> erp.told.size() == 20);

    assertThat(erp.lots).containsExactly(20);
    assertThat(erp.notes).as("notes told one by one").hasValue(0);
    assertThat(erp.told.values())
        .allSatisfy(words -> assertThat(words).startsWith("<p>Relance 1 (Reminder 1) envoyée"));
    awaitDone(20);
    assertThat(column("select count(*)::text from journal where kind = 'note written'"))
        .containsExactly("20");
  }

  @Test
  void oneBadNoteOfALotHarmsNoOther() {
    isNow("bulk");
    erp.refusesTarget = "move/7";
    List<Long> acts = reminded(20);
    database.inTransaction(() -> writeBack.afterSent(acts));
    awaitDone(19);
    assertThat(column("select cause from writeback where kind = 'note' and state = 'failed'"))
        .containsExactly("move/7 was deleted");
    assertThat(erp.told).hasSize(19);
  }

  @Test
  void aLotWhoseAnswerWasLostIsThereOnce() {
    isNow("bulk");
    erp.diesAfterWriting = true;
    List<Long> acts = reminded(5);
    database.inTransaction(() -> writeBack.afterSent(acts));
    awaitDone(5);
    assertThat(erp.told).hasSize(5);
  }

  @Test
  void aBurstOfOneSourceHoldsUpNoOtherAndNoMarker() {
    List<Long> acts = reminded(300);
    erp.takes = 20;
    database.inTransaction(() -> writeBack.afterSent(acts));
    Reminded other = new Reminded(database, "other");
    long account = other.account("elsewhere");
    writeBack.afterSent(
        List.of(other.act(account, 1, DAY, other.item(account, "move/elsewhere", LATE, 0))));

    await().until(() -> erp.markers.size() == 301);
    await().until(() -> erp.told.toString().contains("move/elsewhere"));
    assertThat(erp.notes.get()).as("notes of the burst told by then").isLessThan(250);
  }

  @Test
  void aSourceWithAPaceRestsAfterALot() {
    isNow("slow");
    database.inTransaction(() -> writeBack.afterSent(reminded(60)));
    await().until(() -> erp.calls.get() >= 100);
    await().during(ofSeconds(3)).until(() -> erp.calls.get() == 100);
    assertThat(
            column(
                "select (rest_until > now() + interval '30 s')::text from writeback_turn where source = 'slow'"))
        .containsExactly("true");
  }

  private void awaitDone(int notes) {
    await()
        .until(
            () ->
                column("select 'x' from writeback where kind = 'note' and state = 'done'").size()
                    == notes);
  }

  // --- sales warnings

  @Test
  void aWarningIsTakenOffOncePaidAndNotBefore() {
    long account = ledger.account("dupont");
    long item = ledger.item(account, "move/1", LATE, 0);
    long act = ledger.act(account, 2, DAY, item);
    ledger.update("update act set channel = 'warning' where id = :act", Map.of("act", act));
    writeBack.refresh();
    assertThat(column("select key from writeback where kind = 'warning'")).isEmpty();

    ledger.update("update item set open = 0", Map.of());
    writeBack.afterMerge(ledger.company());
    writeBack.refresh();

    await().until(() -> erp.unwarned.contains("dupont"));
    assertThat(column("select target from writeback where kind = 'warning'"))
        .containsExactly("dupont");
  }

  private static Level level(int rank, int days) {
    return new Level(
        rank, "Reminder " + rank, "R" + rank, days, 1, Map.of(), null, false, List.of());
  }

  private void awaitStates(String... states) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        column("select state from writeback where kind = 'note' order by target"))
                    .as("causes: %s", column("select cause from writeback"))
                    .containsExactly(states));
  }

  /** Takes a message id once, as an ERP does that is asked first whether it has it. */
  public static final class Erp {
    final Map<String, String> told = new ConcurrentHashMap<>();
    final Map<String, String> markers = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger notes = new AtomicInteger();
    final Set<String> channels = ConcurrentHashMap.newKeySet();
    volatile @Nullable SourceTrouble trouble;
    final List<Integer> lots = new CopyOnWriteArrayList<>();
    final Set<String> unwarned = ConcurrentHashMap.newKeySet();
    volatile int takes;
    volatile boolean diesAfterWriting;
    volatile @Nullable String refusesTarget;

    /** Notes as JSON, all of them or none; one that is there already is left alone. */
    public Map<String, String> writeMany(String body) throws Exception {
      JsonNode all = JSON.readTree(body);
      lots.add(all.size());
      Map<String, String> answer = new HashMap<>();
      for (JsonNode note : all) {
        String target = note.path("target").asText();
        if (target.equals(refusesTarget)) {
          throw new SourceTrouble(SourceTrouble.Kind.MISCONFIGURED, target + " was deleted");
        }
      }
      all.forEach(note -> told.putIfAbsent(note.path("key").asText(), note.path("text").asText()));
      all.forEach(note -> answer.put(note.path("key").asText(), "510"));
      if (diesAfterWriting) {
        diesAfterWriting = false;
        throw new IllegalStateException("the answer never came");
      }
      return answer;
    }

    public String write(Exchange exchange) {
      calls.incrementAndGet();
      LockSupport.parkNanos(takes * 1_000_000L);
      if (exchange.getProperty("writebackKind").equals("warning")) {
        unwarned.add(exchange.getProperty("writebackTarget", String.class));
        return "";
      }
      boolean note = exchange.getProperty("writebackKind").equals("note");
      notes.addAndGet(note ? 1 : 0);
      SourceTrouble now = trouble;
      if (now != null) {
        throw now;
      }
      String target = exchange.getProperty("writebackTarget", String.class);
      if (target.equals(refusesTarget)) {
        throw new SourceTrouble(SourceTrouble.Kind.MISCONFIGURED, target + " was deleted");
      }
      if (!note) {
        markers.put(target, exchange.getProperty("marker", "none", String.class));
        return target;
      }
      told.putIfAbsent(
          exchange.getProperty("writebackKey", String.class) + (takes > 0 ? target : ""),
          exchange.getMessage().getBody(String.class));
      channels.add(exchange.getProperty("writebackChannel", "none", String.class));
      if (diesAfterWriting) {
        diesAfterWriting = false;
        throw new IllegalStateException("the answer never came");
      }
      return "510";
    }
  }
}
