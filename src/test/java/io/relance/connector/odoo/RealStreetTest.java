package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.Mailbox;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.support.HoldingProxy;
import io.relance.support.KilledWriteBack;
import io.relance.support.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole street with a real Odoo at its end: pulled, decided, sent, told back; and a payment
 * made in Odoo between decision and sending. Run like {@link RealOdooTest}.
 */
@Tag("odoo")
class RealStreetTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String PULL =
      """
      - route:
          id: pull-real
          from:
            uri: quartz:relance/pull-real
            parameters: {cron: "0 0 0 1 1 ? 2099", stateful: true}
            steps:
              - setProperty: {name: source, constant: real}
              - to: direct:pull
      """;

  @TempDir Path folder;
  private OdooAdmin admin;
  private House house;

  @BeforeEach
  void connect() throws Exception {
    admin = new OdooAdmin();
  }

  private List<List<String>> query(String sql) throws Exception {
    try (Connection connection = house.database().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<List<String>> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(row);
      }
      return found;
    }
  }

  @Test
  void aPaymentBetweenDecisionAndSendingStopsTheReminder() throws Exception {
    int before = notes(admin);
    DemoHome home = new DemoHome(folder);
    home.refresh(Path.of("."));
    try (Mailbox mailbox = Mailbox.in(home.mails())) {
      settings(home, mailbox, System.getenv("ODOO_URL"), "1");
      house = House.open(Home.at(home.root()), Clock.systemUTC(), Map.of());
      try (Hub hub = Hub.start(house, "real")) {
        assertThat(hub.refused()).isEmpty();
        Schedule schedule = hub.bean("schedule", Schedule.class);
        schedule.run("pull-real", PATIENCE);
        assertThat(owed(1)).isEqualTo(admin.owed(1));
        new OutwardStore(house.database(), new JournalStore(house.database()), house.clock())
            .set(1, new OutwardStore.Outward(OutwardStore.Mode.ON, null), "test");
        house.remember();

        hub.context().getRouteController().stopRoute("send-email");
        schedule.run("dunning", PATIENCE);
        List<List<String>> planned =
            query("select id, account_id from act where state = 'queued' order by asked");
        assertThat(planned).hasSizeGreaterThan(5);
        String act = planned.get(0).get(0);
        for (List<String> item :
            query(
                "select distinct document from item where open <> 0 and account_id = "
                    + planned.get(0).get(1)
                    + " and kind = 'invoice'")) {
          admin.pay(Integer.parseInt(item.get(0)), 1, 1);
        }
        hub.context().getRouteController().startRoute("send-email");

        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    query(
                            "select 1 from act where state in"
                                + " ('queued','claimed','sending','failed')"
                                + " union all select 1 from writeback where state <> 'done'")
                        .isEmpty());
        assertThat(query("select state from act where id = " + act))
            .containsExactly(List.of("cancelled"));
        int sent = query("select id from act where state = 'sent'").size();
        assertThat(sent).isEqualTo(mailbox.files().size()).isEqualTo(planned.size() - 1);
        assertThat(notes(admin) - before)
            .isEqualTo(query("select 1 from writeback where kind = 'note'").size());
        System.out.printf(
            "# street with Odoo %d: %d planned, %d sent, 1 paid meanwhile and cancelled, %d notes%n",
            admin.major(), planned.size(), sent, notes(admin) - before);
      } finally {
        house.close();
      }
    }
  }

  /** A day that odoo-seed plays: payments, halves of them, blocked and cancelled invoices. */
  @Test
  void theLedgerIsOdoosOwnSumAfterADayThatTheSeedPlays() throws Exception {
    String touch = System.getenv("RELANCE_ODOO_TOUCH");
    assertThat(touch)
        .as(
            "RELANCE_ODOO_TOUCH must be a command that plays a day in this Odoo, such as"
                + " 'odoo-seed --touch 40'; it is given this environment")
        .isNotBlank();
    DemoHome home = new DemoHome(folder);
    home.refresh(Path.of("."));
    try (Mailbox mailbox = Mailbox.in(home.mails())) {
      settings(home, mailbox, System.getenv("ODOO_URL"), "1,2");
      house = House.open(Home.at(home.root()), Clock.systemUTC(), Map.of());
      try (Hub hub = Hub.start(house, "real")) {
        Schedule schedule = hub.bean("schedule", Schedule.class);
        schedule.run("pull-real", PATIENCE);
        Map<Integer, Map<String, BigDecimal>> first = compared();
        played(touch);
        schedule.run("pull-real", PATIENCE);
        assertThat(query("select company_id, mode, state from sweep order by id"))
            .extracting(sweep -> sweep.get(1) + " " + sweep.get(2))
            .containsExactly("sweep whole", "sweep whole", "delta whole", "delta whole");
        Map<Integer, Map<String, BigDecimal>> second = compared();
        assertThat(second).isNotEqualTo(first);
        System.out.printf("# odoo-seed day with Odoo %d: %s -> %s%n", admin.major(), first, second);
      } finally {
        house.close();
      }
    }
  }

  private Map<Integer, Map<String, BigDecimal>> compared() throws Exception {
    Map<Integer, Map<String, BigDecimal>> owed = new TreeMap<>();
    for (int company : List.of(1, 2)) {
      owed.put(company, owed(company));
      assertThat(owed.get(company)).as("company %d", company).isEqualTo(admin.owed(company));
    }
    return owed;
  }

  private static void played(String command) throws Exception {
    Process day = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String said = new String(day.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(day.waitFor()).as(said).isZero();
    assertThat(said).contains("\"action\"");
    System.out.printf("# the day: %d actions%n", said.split("\"action\"").length - 1);
  }

  @Test
  void aWriteBackThatIsKilledIsThereOnce() throws Exception {
    int before = notes(admin);
    DemoHome home = new DemoHome(folder);
    home.refresh(Path.of("."));
    try (HoldingProxy proxy = new HoldingProxy(System.getenv("ODOO_URL"));
        Mailbox mailbox = Mailbox.in(home.mails())) {
      settings(home, mailbox, proxy.url(), "1");
      try (KilledWriteBack killed = new KilledWriteBack(folder, proxy)) {
        admin.untag();
        int sent = killed.remind("pull-real");
        killed.killAfter("res\\.partner(/|\",\\s*\")write");
        killed.killAfter("mail\\.message(/|\",\\s*\")create");
        assertThat(notes(admin) - before).as("taken by Odoo, unknown to the hub").isPositive();
        killed.finish();
        int notes = killed.number("select count(*) from writeback where kind = 'note'");
        assertThat(notes(admin) - before).isEqualTo(notes);
        List<String> marked =
            killed.column(
                """
                select distinct d.key || ' Relance/' || s.marker from account_state s
                  join account a on a.id = s.account_id join debtor d on d.id = a.debtor_id
                 where s.marker is not null order by 1
                """);
        for (String one : marked) {
          assertThat(admin.tags(Integer.parseInt(one.split(" ")[0])))
              .as("markers of %s", one)
              .filteredOn(tag -> tag.startsWith("Relance/"))
              .containsExactly(one.split(" ")[1]);
        }
        System.out.printf(
            "# write-backs killed twice with Odoo %d: %d sent, %d notes, %d marked debtors%n",
            admin.major(), sent, notes, marked.size());
      }
    }
  }

  private static void settings(DemoHome home, Mailbox mailbox, String url, String companies)
      throws Exception {
    Files.writeString(
        home.root().resolve("application.properties"),
        """
        relance.db.url=%s
        relance.db.user=postgres
        relance.db.password=postgres
        relance.mail.host=127.0.0.1
        relance.mail.port=%d
        relance.mail.tls=none
        relance.mail.from=compta@relance-test.example
        relance.guard.surge.first=500
        relance.source.real.connector=odoo
        relance.source.real.url=%s
        relance.source.real.database=%s
        relance.source.real.login=connector
        relance.source.real.apiKey=%s
        relance.source.real.companies=%s
        """
            .formatted(
                TestDatabase.freshUrl(),
                mailbox.port(),
                url,
                System.getenv("ODOO_DB"),
                System.getenv("ODOO_API_KEY_CONNECTOR"),
                companies));
    Files.writeString(home.root().resolve("routes/pull-real.camel.yaml"), PULL);
  }

  private Map<String, BigDecimal> owed(int company) throws Exception {
    Map<String, BigDecimal> owed = new TreeMap<>();
    for (List<String> row :
        query(
            "select a.currency, sum(i.open) from item i join account a on a.id = i.account_id"
                + " join company c on c.id = a.company_id where c.key = '"
                + company
                + "' group by 1 having sum(i.open) <> 0")) {
      owed.put(row.get(0), new BigDecimal(row.get(1)).stripTrailingZeros());
    }
    return owed;
  }

  private static int notes(OdooAdmin admin) throws Exception {
    return admin
        .call(
            "mail.message",
            "search_count",
            List.of(List.of(List.of("message_id", "=like", "<relance.%"))),
            Map.of())
        .asInt();
  }
}
