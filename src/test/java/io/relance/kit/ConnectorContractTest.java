package io.relance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.relance.settings.Connector;
import io.relance.settings.ConnectorFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every connector under connectors/ keeps every law, with each of its samples. */
class ConnectorContractTest {
  private static final Path CONNECTORS = Path.of("connectors");
  private static final ConnectorFiles FILES = ConnectorFiles.read(CONNECTORS);

  @Test
  void thereAreConnectors() {
    assertThat(FILES.mistakes()).isEmpty();
    assertThat(FILES.connectors()).containsKey("odoo");
  }

  @TestFactory
  Stream<DynamicNode> everyConnectorKeepsEveryLaw() {
    Schemas schemas = Schemas.in(CONNECTORS.resolve("schema"));
    return FILES.connectors().values().stream().map(connector -> laws(connector, schemas));
  }

  private static DynamicContainer laws(Connector connector, Schemas schemas) {
    Path folder = CONNECTORS.resolve(connector.name());
    Stream<DynamicNode> trials =
        Sample.of(folder).stream()
            .map(sample -> new Trial(connector, folder, sample, schemas, Clock.systemUTC()))
            .flatMap(trial -> Laws.all().stream().map(law -> kept(law, trial)));
    DynamicTest sampled =
        dynamicTest("has a sample", () -> assertThat(Sample.of(folder)).isNotEmpty());
    return dynamicContainer(connector.name(), Stream.concat(Stream.of(sampled), trials));
  }

  private static DynamicTest kept(Law law, Trial trial) {
    return dynamicTest(
        law.name() + ", " + trial.sample().folder().getFileName(),
        () -> {
          Verdict verdict = law.judge(trial);
          System.out.printf(
              "%s: %s: %s, %s%n",
              trial.connector().name(), law.name(), verdict.outcome().text(), verdict.reason());
          assertThat(verdict.outcome())
              .as("%s: %s", law.says(), verdict.reason())
              .isNotEqualTo(Verdict.Outcome.BROKEN);
        });
  }
}
