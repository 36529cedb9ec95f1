package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.command.Desk;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One debtor that two companies know, as the commands show it and let it be undone. */
class MergedDebtorTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final Clock clock = Clock.fixed(Feeding.NOON.plusSeconds(60), ZoneOffset.UTC);
  private int exit;

  @BeforeEach
  void fill() {
    TestHome.in(root)
        .settings(
            "relance.db.url=" + url,
            "relance.db.user=postgres",
            "relance.db.pool=4",
            "relance.source.acme.connector=erp",
            "relance.source.acme.companies=1,2",
            "relance.merge.acme=acme/1, acme/2");
    for (String company : java.util.List.of("1", "2")) {
      new Feeding(database, company)
          .debtor("D1", "\"siren\":\"732829320\",\"reference\":\"REF-" + company + "\"")
          .item("I" + company, "D1", "EUR", "100", "2026-11-10")
          .item("J" + company, "D2", "EUR", "5", "2026-11-10")
          .pull();
      var outward = OutwardStore.Mode.ON;
      new OutwardStore(database, new JournalStore(database), clock)
          .set(Long.parseLong(company), new OutwardStore.Outward(outward, null), "claire");
    }
    try (House house = House.open(Home.at(root), clock, Map.of())) {
      Rooms.of(house).merging().matchAll();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoIsMergedAndWhoMayBeIsListed() throws IOException {
    assertThat(relance("debtors"))
        .contains("acme: acme/1, acme/2 speak as one; 1 merged debtor(s)")
        .contains("acme/1/D1", "acme/2/D1", "siren", "732829320")
        .contains("acme/1/D2, acme/2/D2 [Débiteur 2 | Débiteur 2]: the same name");
    var told = new ObjectMapper().readTree(relance("debtors", "--json"));
    assertThat(told.at("/0/merged/0/1/debtor").asText()).isEqualTo("acme/2/D1");
  }

  @Test
  void thePlanNamesAllThatAMessageSpeaksFor() throws IOException {
    assertThat(relance("plan", "--company", "acme/1")).contains("Débiteur 1 (D1) with acme/2");
    var told = new ObjectMapper().readTree(relance("plan", "--json"));
    assertThat(told.at("/0/messages/0/asks").asText()).isEqualTo("200.00");
    assertThat(told.at("/0/messages/0/items").toString()).isEqualTo("[\"INV-I1\",\"INV-I2\"]");
    assertThat(told.at("/1/silent/together").asInt()).isEqualTo(1);
  }

  @Test
  void explainSaysWhoSpeaksAndWhy() {
    run();
    assertThat(relance("explain", "INV-I2"))
        .contains("decided together with account 1 of acme/1")
        .contains("one debtor in several sources, here Débiteur 1 (D1), account 3 of acme/2")
        .contains("account 1 of acme/1: by siren 732829320")
        .contains("asks 200.00 EUR for INV-I1, INV-I2");
    assertThat(relance("explain", "REF-1")).contains("INV-I2 of acme/2", "speaks for all");
    database.jdbc().sql("update feed set trouble = 'no answer' where company_id = 2").update();
    assertThat(relance("explain", "REF-1")).contains("waits for acme/2: no answer");
  }

  @Test
  void takenApartEachIsHisOwnAgain() throws IOException {
    assertThat(relance("unlink", "acme/2/D1", "--reason", "another site"))
        .contains("acme/2/D1 stands by itself from the next run on");
    var told = new ObjectMapper().readTree(relance("plan", "--json"));
    assertThat(told.at("/0/messages/0/asks").asText()).isEqualTo("100.00");
    assertThat(told.at("/1/messages/0/asks").asText()).isEqualTo("100.00");
    assertThat(relance("debtors")).contains("Kept apart by a person: acme/2/D1");

    assertThat(relance("link", "acme/1/D1", "acme/2/D1"))
        .contains("acme/1/D1 and acme/2/D1 are one debtor from the next run on");
    assertThat(exit).isZero();
    assertThat(relance("link", "acme/1/D1", "acme/7/D1")).contains("no debtor acme/7/D1");
    assertThat(exit).isEqualTo(1);
  }

  private void run() {
    try (House house = House.open(Home.at(root), clock, Map.of())) {
      var dunning = Rooms.of(house).dunning();
      for (long company = 1; company <= 2; company++) {
        dunning.run(company, LocalDate.parse("2026-11-21"), "schedule");
      }
    }
  }

  private String relance(String... arguments) {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    exit = Relance.line(new Desk(clock, Map.of(), out, root)).setErr(out).execute(arguments);
    return said.toString();
  }
}
