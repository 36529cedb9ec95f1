package io.relance.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.EventStore;
import io.relance.store.FiguresStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.PauseStore;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubMbeansTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<String> fired = new ArrayList<>();
  private Database database;
  private Reminded ledger;
  private HubMbeans mbeans;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    ledger = new Reminded(database);
    mbeans = mbeans(database, fired);
    mbeans.register("n1", List.of("acme", "fresh"));
  }

  @AfterEach
  void close() {
    mbeans.close();
    database.close();
  }

  @Test
  void tellsHowASourceIs() throws Exception {
    long account = ledger.account("dupont");
    ledger.item(account, "move/1", DAY, 0);
    ledger.item(account, "move/2", DAY, 0);
    ledger.update(
        "update feed set swept_at = timestamptz '2026-11-20T09:00:00Z', read_at = timestamptz '2026-11-20T11:30:00Z', trouble = 'key expired'",
        Map.of());
    ledger.update("update run set accounts = 17", Map.of());

    assertThat(source("LastWholeSweep")).isEqualTo("2026-11-20T09:00:00Z");
    assertThat(source("LedgerAgeMinutes")).isEqualTo(30L);
    assertThat(source("OpenItems")).isEqualTo(2L);
    assertThat(source("DecisionsToday")).isEqualTo(17L);
    assertThat(source("Trouble")).isEqualTo("1: key expired");
  }

  @Test
  void aSourceNeverSweptSaysSo() throws Exception {
    ObjectName fresh = new ObjectName("io.relance:type=Source,name=fresh");

    assertThat(server.getAttribute(fresh, "LastWholeSweep")).isEqualTo("");
    assertThat(server.getAttribute(fresh, "LedgerAgeMinutes")).isEqualTo(-1L);
    assertThatThrownBy(() -> server.invoke(fresh, "pause", null, null))
        .hasRootCauseMessage("source fresh has no company yet: nothing of it is read or sent");
  }

  @Test
  void countsTheOutboxByState() throws Exception {
    long account = ledger.account("dupont");
    String[] states = {
      "sent", "planned", "queued", "claimed", "failed", "uncertain", "dead", "dead"
    };
    for (int i = 0; i < states.length; i++) {
      long act = ledger.act(account, 1, DAY.minusDays(i));
      ledger.update(
          """
          update act set state = :state, created_at = timestamptz '2026-11-20T11:00:00Z',
            sent_at = case when :state = 'sent' then timestamptz '2026-11-20T08:00:00Z' end where id = :act
          """,
          Map.of("state", states[i], "act", act));
    }

    assertThat(outbox("Planned")).isEqualTo(1L);
    assertThat(outbox("Queued")).isEqualTo(2L);
    assertThat(outbox("Failed")).isEqualTo(1L);
    assertThat(outbox("Uncertain")).isEqualTo(1L);
    assertThat(outbox("Dead")).isEqualTo(2L);
    assertThat(outbox("SentToday")).isEqualTo(1L);
    assertThat(outbox("OldestUnsentMinutes")).isEqualTo(60L);
  }

  @Test
  void whatWaitsForItsHoursIsNotLate() throws Exception {
    long act = ledger.act(ledger.account("dupont"), 1, DAY);
    ledger.update(
        "update act set state = 'queued', created_at = created_at - interval '2 days',"
            + " opens_at = created_at + interval '100 days' where id = :act",
        Map.of("act", act));
    assertThat(outbox("WaitingForHours")).isEqualTo(1L);
    assertThat(outbox("Queued")).isEqualTo(1L);
    assertThat(outbox("OldestUnsentMinutes")).isEqualTo(-1L);
  }

  @Test
  void aDeadActWhoseDebtorWasWrittenToSinceNeedsNobody() throws Exception {
    long account = ledger.account("dupont");
    ledger.act(account, 1, DAY.minusDays(2));
    ledger.update("update act set state = 'dead'", Map.of());
    long executive = ledger.act(account, 1, DAY);
    ledger.update(
        "update act set role = 'executive', business_day = business_day - 2 where id = :act",
        Map.of("act", executive));
    assertThat(outbox("Dead")).as("billing was not told").isEqualTo(1L);

    mbeans.close();
    ledger.act(account, 1, DAY);
    mbeans = mbeans(database, fired);
    mbeans.register("n1", List.of("acme", "fresh"));

    assertThat(outbox("Dead")).isEqualTo(0L);
  }

  @Test
  void whoeverIsHeldIsListedAndLetGo() throws Exception {
    ledger.account("dupont");
    var journal = new JournalStore(database);
    mbeans.registerAccounts(new HoldStore(database, journal, new AlertStore(database, NOON), NOON));
    String[] three = {"java.lang.String", "java.lang.String", "java.lang.String"};
    var accounts = new ObjectName("io.relance:type=Accounts");

    server.invoke(accounts, "hold", new Object[] {"dupont", "", "call first"}, three);
    assertThat((String[]) server.getAttribute(accounts, "Held"))
        .singleElement()
        .asString()
        .startsWith("acme/1/dupont (dupont): person since ")
        .endsWith(": call first");
    server.invoke(accounts, "unhold", new Object[] {"dupont"}, new String[] {three[0]});
    assertThat((String[]) server.getAttribute(accounts, "Held")).isEmpty();
    assertThat(column("select kind || ' ' || actor from journal order by seq"))
        .containsExactly("account held jmx", "account released jmx");
  }

  @Test
  void pausesStandInTheDatabaseAndInTheJournal() throws Exception {
    ledger.account("dupont");
    invoke("type=Source,name=acme", "pause");
    assertThat(source("Paused")).isEqualTo(true);
    assertThat(column("select paused::text from feed")).containsExactly("true");
    invoke("type=Source,name=acme", "resume");
    assertThat(source("Paused")).isEqualTo(false);

    server.invoke(
        name("type=Outbox"),
        "pauseChannel",
        new Object[] {"email"},
        new String[] {"java.lang.String"});
    invoke("type=Outbox", "stopAllSending");
    assertThat((String[]) outbox("PausedChannels")).containsExactly("*", "email");
    invoke("type=Outbox", "resumeSending");
    assertThat((String[]) outbox("PausedChannels")).containsExactly("email");

    assertThat(column("select kind || ' ' || actor from journal order by seq"))
        .containsExactly(
            "source paused jmx",
            "source resumed jmx",
            "channel paused jmx",
            "channel paused jmx",
            "channel resumed jmx");
  }

  @Test
  void letsAHeldSweepGo() throws Exception {
    ledger.account("dupont");
    ledger.update(
        "insert into sweep (company_id, mode, state, started_at, missing) values (:c, 'sweep', 'held', now(), 11)",
        Map.of("c", ledger.company()));
    long sweep = Long.parseLong(column("select id::text from sweep").get(0));
    String[] types = {"java.lang.String", "long"};
    ObjectName acme = name("type=Source,name=acme");
    assertThatThrownBy(
            () -> server.invoke(acme, "releaseHeldSweep", new Object[] {"1", sweep - 1}, types))
        .hasRootCauseMessage(
            "sweep %d of acme/1 is not the one that is held: look at sweep %d, null"
                .formatted(sweep - 1, sweep));
    server.invoke(acme, "releaseHeldSweep", new Object[] {"1", sweep}, types);
    assertThat(column("select released_by from sweep")).containsExactly("jmx");
    assertThat(column("select kind || ' ' || actor from journal"))
        .containsExactly("sweep released jmx");
  }

  @Test
  void firesAScheduleNow() throws Exception {
    invoke("type=Source,name=acme", "runNow");
    server.invoke(
        name("type=Hub"), "runNow", new Object[] {"dunning"}, new String[] {"java.lang.String"});

    assertThat(fired).containsExactly("pull-acme", "dunning");
    assertThat((String[]) server.getAttribute(name("type=Hub"), "Schedules"))
        .containsExactly("dunning", "pull-acme");
  }

  @Test
  void listsWhatAPersonMustSee() throws Exception {
    new AlertStore(database, NOON).raise("source", "acme/1", "key expired: make a new one");

    assertThat((String[]) server.getAttribute(name("type=Hub"), "Alerts"))
        .containsExactly("source acme/1: key expired: make a new one");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    mbeans.close();

    assertThat(server.queryNames(new ObjectName("io.relance:*"), null)).isEmpty();
  }

  @Test
  void tellsWhetherASubscriberIsBehindAndTriesItsDeadAgain() throws Exception {
    var events = new EventStore(database, new JournalStore(database), NOON, 72);
    events.follow(Map.of("n8n", List.of("dispute")));
    mbeans.registerSubscribers(events, List.of("n8n"));
    long item = ledger.item(ledger.account("dupont"), "move/1", DAY, 0);
    ledger.update("update item set dispute = true where id = :item", Map.of("item", item));
    ledger.update("update event set at = timestamptz '2026-11-20T10:00:00Z'", Map.of());
    ledger.update("update subscriber set cause = 'answers 503'", Map.of());
    ObjectName n8n = new ObjectName("io.relance:type=Subscriber,name=n8n");

    assertThat(server.getAttribute(n8n, "Waiting")).isEqualTo(1L);
    assertThat(server.getAttribute(n8n, "OldestWaitingMinutes")).isEqualTo(120L);
    assertThat(server.getAttribute(n8n, "Trouble")).isEqualTo("answers 503");

    ledger.update("update event set state = 'dead'", Map.of());
    assertThat(server.invoke(n8n, "retryDead", null, null)).isEqualTo(1);
    assertThat(server.getAttribute(n8n, "Dead")).isEqualTo(0L);
    assertThat(server.getAttribute(n8n, "Waiting")).isEqualTo(1L);
  }

  static HubMbeans mbeans(Database database, List<String> fired) {
    return new HubMbeans(
        new FiguresStore(database, NOON),
        new PauseStore(database, new JournalStore(database), NOON),
        new HeldSweepStore(database, new JournalStore(database), NOON),
        new AlertStore(database, NOON),
        new Schedules() {
          @Override
          public List<String> list() {
            return List.of("dunning", "pull-acme");
          }

          @Override
          public void fire(String route) {
            fired.add(route);
          }
        });
  }

  private Object source(String attribute) throws Exception {
    return server.getAttribute(name("type=Source,name=acme"), attribute);
  }

  private Object outbox(String attribute) throws Exception {
    return server.getAttribute(name("type=Outbox"), attribute);
  }

  private void invoke(String name, String operation) throws Exception {
    server.invoke(name(name), operation, null, null);
  }

  private static ObjectName name(String name) throws Exception {
    return new ObjectName("io.relance:" + name);
  }

  private List<String> column(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }
}
