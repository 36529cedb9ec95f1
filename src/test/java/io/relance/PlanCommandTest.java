package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.store.Database;
import io.relance.store.Sql;
import io.relance.support.Feeding;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final StringWriter said = new StringWriter();
  private int exit;

  @BeforeEach
  void home() throws IOException {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4")
        .file(
            "routes/policies/courteous.yaml",
            Files.readString(Path.of("routes/policies/courteous.yaml")));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** S3's preview, R-b: two customers, two items, one without an address listed apart. */
  private void ledger() {
    new Feeding(database, "1")
        .item("I1", "D1", "EUR", "1500.00", "2026-11-10")
        .item("I2", "D2", "EUR", "2400.00", "2026-11-01")
        .item("I3", "D3", "EUR", "80.00", "2026-11-05")
        .item("I4", "D4", "EUR", "99.00", "2027-03-01")
        .item("I5", "D5", "USD", "40.00", "2026-11-28")
        .pull();
    database.jdbc().sql("delete from contact where email = 'd3@example.com'").update();
  }

  private String relance(String... arguments) {
    var clock = Clock.fixed(Feeding.NOON, ZoneOffset.UTC);
    var out = new PrintWriter(said, true);
    exit = Relance.line(new Desk(clock, Map.of(), out, root)).setErr(out).execute(arguments);
    return said.toString();
  }

  @Test
  void itShowsWhatWouldLeaveToWhomAndWhyInWordsAndDates() {
    ledger();
    var plan = relance("plan");
    assertThat(exit).isZero();
    assertThat(plan)
        .contains("outward switch: off: nothing leaves until it is armed")
        .contains("5 account(s) with open items, 3 message(s) would leave")
        .containsPattern("courteous +2 Friendly +3 days late +due on 2026-11-18 or before +2")
        .containsPattern(
            "1 Upcoming +10 days before the due date +due from 2026-11-21 to 2026-12-01 +1")
        .containsPattern(
            "Friendly +Débiteur 2 \\(D2\\) +d2@example.com +1 +2026-11-01 +20 +2 400.00 +EUR")
        .contains("Débiteur 1: level 2 (Friendly): oldest due date 2026-11-10, 11 days late ≥ 3")
        .contains("Total EUR: 2 act(s), 2 item(s), debit 3 900.00, credit 0.00, balance 3 900.00")
        .contains("Total USD: 1 act(s)")
        .contains("Nothing for 2 account(s): 1 no-address, 1 not-yet")
        .contains("Débiteur 3 (D3): 80.00 EUR overdue");
  }

  @Test
  void itShowsWhomItWouldThankForWhat() throws IOException {
    var shipped = Files.readString(Path.of("routes/policies/courteous.yaml"));
    Files.writeString(
        root.resolve("routes/policies/courteous.yaml"), shipped.replace("# thanks:", "thanks:"));
    var acme = new Reminded(database);
    long account = acme.account("D1");
    long item = acme.item(account, "INV-1", LocalDate.parse("2026-11-09"), 1);
    acme.act(account, 1, LocalDate.parse("2026-11-14"), item);
    database.jdbc().sql(Sql.of("plan-paid")).update();

    assertThat(relance("plan"))
        .contains("0 account(s) with open items, 1 message(s) would leave")
        .containsPattern(
            "courteous +Thanks +up to 10 days after payment +paid on 2026-11-11 or after +1")
        .containsPattern("Thanks +D1 \\(D1\\) +d1@example.com +1 +2026-11-09 +paid +0.00 +EUR")
        .contains(
            "D1: thanks: 1 item reminded of and paid, 100.00 EUR; last payment on 2026-11-19,"
                + " 2 days ago ≤ 10; nothing else is late; INV-1")
        .contains("Total EUR: 1 act(s), 1 item(s), debit 0.00, credit 0.00, balance 0.00");
    assertThat(relance("plan", "--language", "fr"))
        .contains("remerciement : 1 échéance relancée et payée, 100,00 EUR");
  }

  @Test
  void aLaterDateShowsThatDayAndNothingIsChanged() {
    ledger();
    assertThat(relance("plan", "--date", "2027-02-19", "--language", "fr"))
        .contains("niveau 1 (Upcoming) : échéance 2027-03-01, 10 jours avant ou moins, 99,00 EUR");
    assertThat(database.jdbc().sql("select count(*) from decision").query(Long.class).single())
        .isZero();
  }

  @Test
  void itSaysUntilWhenAMessageWaitsForItsHours() throws IOException {
    var shipped = Files.readString(Path.of("routes/policies/courteous.yaml"));
    Files.writeString(
        root.resolve("routes/policies/courteous.yaml"),
        shipped.replaceAll("(?m)^calendar:\n(  .*\n)+", "")
            + "\ncalendar:\n  hours: {email: 08:00-12:00}\n");
    ledger();
    database
        .jdbc()
        .sql("update debtor set country = 'CA', zip = 'H2X 1Y4' where key = 'D2'")
        .update();
    assertThat(relance("plan"))
        .containsPattern(
            "Débiteur 1 \\(D1\\).* waits until Monday 23 November 08:00 \\(outside 08:00-12:00\\)")
        .containsPattern(
            "Débiteur 2 \\(D2\\).* waits until Saturday 21 November 08:00 in America/Toronto");
    assertThat(relance("plan", "--json", "--date", "2026-11-22"))
        .contains("\"waits\" : \"waits until Monday 23 November 08:00 (Sunday)\"");
  }

  @Test
  void aProgramReadsItAsJson() throws IOException {
    ledger();
    var plans = new ObjectMapper().readTree(relance("plan", "--json", "--company", "acme/1"));
    assertThat(plans.at("/0/company").asText()).isEqualTo("acme/1");
    assertThat(plans.at("/0/totals/EUR/balance").asText()).isEqualTo("3900.00");
    assertThat(plans.at("/0/messages/0/to/0").asText()).isEqualTo("d5@example.com");
    assertThat(plans.at("/0/day").asText()).isEqualTo("2026-11-21");
  }

  @Test
  void whatDoesNotExistIsNamedWithWhatDoes() {
    assertThat(relance("plan")).contains("no company has been pulled yet");
    assertThat(exit).isEqualTo(1);
    ledger();
    assertThat(relance("plan", "--company", "acme/9"))
        .contains("no company is acme/9; known: acme/1");
    assertThat(relance("plan", "--policy", "strict"))
        .contains("no policy is named 'strict'; known: courteous");
    assertThat(relance("plan", "--date", "2026-13-01")).contains("--date");
    assertThat(exit).isEqualTo(2);
  }
}
