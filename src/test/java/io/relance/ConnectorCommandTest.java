package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.kit.Laws;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A connector is begun, tried against its sample and against a real system, without a compiler. */
class ConnectorCommandTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();

  @TempDir Path root;
  private int exit;

  @Test
  void aNewConnectorKeepsEveryLawAsItStands() throws IOException {
    Files.createDirectories(root.resolve("connectors"));
    assertThat(run("connector", "new", "my-erp"))
        .contains("connectors/my-erp/my-erp-sweep.kamelet.yaml", "connector test my-erp");
    String said = run("connector", "test", "my-erp");
    assertThat(said).contains("0 law(s) broken", "sample becomes ledger");
    assertThat(said.lines().filter(line -> line.contains("not applicable")))
        .as("only what a new connector need not have")
        .allMatch(
            line -> line.contains("idempotent task") || line.contains("documents handed out"));
    assertThat(exit).isZero();
    assertThat(run("connector", "list"))
        .containsPattern("my-erp +call, probe, recheck, sweep, writeback +sample");
  }

  @Test
  void aBrokenLawIsNamedWithItsReason() throws IOException {
    Files.createDirectories(root.resolve("connectors"));
    run("connector", "new", "bent");
    Path item = root.resolve("connectors/bent/item.jslt");
    Files.writeString(item, Files.readString(item).replace("\"open\": .rest", "\"open\": .amount"));
    JsonNode verdicts = new ObjectMapper().readTree(run("connector", "test", "bent", "--json"));
    assertThat(exit).isEqualTo(1);
    assertThat(verdicts).hasSize(Laws.all().size());
    assertThat(verdicts)
        .filteredOn(one -> one.path("law").asText().equals("sample becomes ledger"))
        .first()
        .satisfies(
            one -> {
              assertThat(one.path("outcome").asText()).isEqualTo("BROKEN");
              assertThat(one.path("reason").asText())
                  .isEqualTo("item 2 (102): open is \"600.00\", written down is \"240.50\"");
            });
  }

  @Test
  void aRealSystemIsShownInTheLedgersWords() throws IOException {
    try (Hanneton erp = Hanneton.start()) {
      home(erp.url(), Hanneton.KEY);
      String said = run("connector", "test", "hanneton", "--live");
      assertThat(said)
          .contains("acme/1, the first 10 items", "F-101", "F-110", "Petit", "2026-10-01")
          .doesNotContain("F-111")
          .contains("item=12", "items=12")
          .containsPattern("debtor.siren +1 +1")
          .containsPattern("company.iban +1 +1");
      assertThat(exit).isZero();
      JsonNode json =
          new ObjectMapper()
              .readTree(run("connector", "test", "hanneton", "--live", "acme", "--json"));
      assertThat(json.path("items")).hasSize(10);
      assertThat(json.path("counts").path("item").asInt()).isEqualTo(12);
    }
  }

  @Test
  void aRealSystemThatRefusesIsSaidInWordsWithoutItsKey() throws IOException {
    try (Hanneton erp = Hanneton.start()) {
      home(erp.url(), "a-wrong-key-51d2");
      assertThat(run("connector", "test", "hanneton", "--live", "acme"))
          .contains("acme/1: Hanneton", "it refuses the key (401)")
          .doesNotContain("a-wrong-key");
      assertThat(exit).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeIsRefusedInWords() throws IOException {
    assertThat(run("connector", "list")).contains("there is no folder");
    Files.createDirectories(root.resolve("connectors/bare"));
    assertThat(run("connector", "test", "nobody")).contains("there is no connector 'nobody'");
    assertThat(run("connector", "test", "nobody", "--json"))
        .startsWith("{")
        .contains("\"error\" : \"there is no connector 'nobody'");
    assertThat(run("connector", "new", "My ERP")).contains("is no name for a connector");
    assertThat(run("connector", "new", "bare")).contains("already: take another name");
    Files.copy(
        Path.of("connectors/odoo/odoo-probe.kamelet.yaml"),
        Files.createDirectories(root.resolve("connectors/odoo"))
            .resolve("odoo-probe.kamelet.yaml"));
    assertThat(run("connector", "test", "odoo")).contains("the connector odoo has no sample");
    assertThat(exit).isEqualTo(1);
  }

  private void home(String url, String key) throws IOException {
    TestHome.in(root)
        .settings("relance.db.url=" + TestDatabase.freshUrl())
        .settings("relance.source.acme.connector=hanneton", "relance.source.acme.companies=1")
        .settings("relance.source.acme.url=" + url, "relance.source.acme.apiKey=" + key)
        .settings("relance.source.acme.pageSize=5");
    run("connector", "new", "hanneton");
  }

  private String run(String... words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    CommandLine line = Relance.line(new Desk(Clock.systemUTC(), Map.of(), out, REPOSITORY));
    line.setErr(out);
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--home", root.toString()));
    exit = line.execute(all.toArray(String[]::new));
    return said.toString();
  }
}
