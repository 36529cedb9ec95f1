package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.store.Database;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command cannot do it says, and changes nothing; a program reads JSON all the same. */
class RefusedCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final Feeding acme = new Feeding(database, "1");
  private final StringWriter told = new StringWriter();
  private int exit;

  @BeforeEach
  void aLedger() {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4");
    acme.item("i1", "D1", "EUR", "100", "2026-11-01").pull();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What stood on stdout; what stood on stderr is told. */
  private String relance(String... arguments) {
    var said = new StringWriter();
    var clock = Clock.fixed(acme.now(), ZoneOffset.UTC);
    told.getBuffer().setLength(0);
    var desk = new Desk(clock, Map.of("USER", "claire"), new PrintWriter(said, true), root);
    exit = Relance.line(desk).setErr(new PrintWriter(told, true)).execute(arguments);
    return said.toString();
  }

  private JsonNode refused(int code, String... arguments) throws IOException {
    String said = relance(arguments);
    assertThat(exit).as(said).isEqualTo(code);
    assertThat(told.toString()).isEmpty();
    JsonNode answer = JSON.readTree(said);
    assertThat(answer.fieldNames()).toIterable().containsExactly("error", "remedy", "mistakes");
    return answer;
  }

  private String mode() {
    return database
        .jdbc()
        .sql(
            "select coalesce(max(mode || ' ' || coalesce(argument, '')), 'never armed') from outward")
        .query(String.class)
        .single();
  }

  @Test
  void aRehearsalGoesToOneGoodAddress() {
    relance("arm", "--redirect", "nonsense", "--yes");
    assertThat(exit).isEqualTo(1);
    assertThat(told.toString()).contains("not 'nonsense'", "is not an e-mail address");
    relance("arm", "--redirect", "a@x.fr, b@x.fr", "--yes");
    assertThat(told.toString()).contains("takes one e-mail address");
    assertThat(mode()).isEqualTo("never armed");
    relance("arm", "--redirect", "Claire <claire@acme.example>", "--yes");
    assertThat(mode()).isEqualTo("redirect claire@acme.example");
  }

  @Test
  void aCanaryNamesDebtorsThatAreThere() {
    relance("arm", "--canary", "D1, 42,57", "--yes");
    assertThat(exit).isEqualTo(1);
    assertThat(told.toString()).contains("no debtor of acme/1 has the key '42', '57'");
    assertThat(mode()).isEqualTo("never armed");
    relance("arm", "--canary", "D1", "--yes");
    assertThat(mode()).isEqualTo("canary D1");
  }

  @Test
  void aProgramReadsJsonWhateverWentWrong() throws IOException {
    String run = "R20261121-acme-1-09";
    assertThat(refused(1, "approve", run, "--json").at("/error").asText())
        .contains("no run " + run);
    assertThat(refused(1, "cancel", run, "--json").at("/error").asText()).contains("no run " + run);
    assertThat(refused(1, "settle", "99", "sent", "--json").at("/error").asText()).contains("99");
    assertThat(refused(1, "release", "acme/2", "--yes", "--json").at("/error").asText())
        .isEqualTo("no company is acme/2; known: acme/1");
    assertThat(refused(1, "release", "acme/1", "--yes", "--json").at("/error").asText())
        .contains("no sweep of acme/1 is held");
    assertThat(refused(1, "plan", "--policy", "none", "--json").at("/error").asText())
        .contains("no policy is named 'none'");
    assertThat(refused(2, "settle", "99", "perhaps", "--json").at("/error").asText())
        .contains("say sent or not-sent");
    TestHome.in(root).settings("relance.db.pol=4");
    assertThat(refused(1, "plan", "--json").at("/mistakes/0/what").asText())
        .isEqualTo("unknown setting relance.db.pol");
  }

  @Test
  void aRunApprovedIsToldAsJson() throws IOException {
    long run =
        database
            .jdbc()
            .sql(
                """
                insert into run (code, company_id, business_day, operator, state, outward, started_at)
                values ('R20261121-acme-1-01', :company, '2026-11-21', 'schedule', 'held', 'on', now()) returning id
                """)
            .param("company", acme.company())
            .query(Long.class)
            .single();
    assertThat(run).isPositive();
    relance("arm", "--yes");
    JsonNode approved = JSON.readTree(relance("approve", "R20261121-acme-1-01", "--json"));
    assertThat(exit).isZero();
    assertThat(approved.at("/run").asText()).isEqualTo("R20261121-acme-1-01");
    assertThat(approved.at("/state").asText()).isEqualTo("done");
    assertThat(approved.at("/totals").isObject()).isTrue();
  }
}
