package io.relance.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {
  @TempDir Path folder;

  @Test
  void parametersReachTheirKameletAndABrokenFileStopsNobody() {
    TestHome home =
        TestHome.in(folder)
            .settings("relance.db.url=" + TestDatabase.freshUrl())
            .settings("relance.source.acme.connector=echo", "relance.source.acme.companies=1")
            .settings("relance.source.acme.word=bonjour", "relance.source.acme.secret=s3cret-value")
            .file("connectors/echo/echo-sweep.kamelet.yaml", ECHO)
            .file(
                "connectors/echo/echo-probe.kamelet.yaml", ECHO.replace("echo-sweep", "echo-probe"))
            .file("connectors/bad/bad-sweep.kamelet.yaml", "apiVersion: [")
            .file(
                "routes/ask.camel.yaml",
                """
                - route:
                    id: ask
                    from:
                      uri: direct:ask
                      steps:
                        - toD: "kamelet:${header.connector}-sweep/${header.source}-sweep"
                """)
            .file(
                "routes/broken.camel.yaml",
                "- route:\n    id: broken\n    from:\n      uri: direct:b\n      steps:\n        - logg: x\n");
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.start(house, "n1")) {
      Object answer =
          hub.context()
              .createProducerTemplate()
              .requestBodyAndHeaders(
                  "direct:ask", "?", Map.of("connector", "echo", "source", "acme"));
      assertThat(answer).isEqualTo("bonjour 7");
      assertThat(hub.refused())
          .extracting(mistake -> mistake.file())
          .containsExactly("connectors/bad/bad-sweep.kamelet.yaml", "routes/broken.camel.yaml");
    }
  }

  @Test
  void inspectingStartsNoRouteButCanAskAConnector() {
    TestHome.in(folder)
        .settings("relance.db.url=" + TestDatabase.freshUrl())
        .settings("relance.source.acme.connector=echo", "relance.source.acme.companies=1")
        .settings("relance.source.acme.word=bonjour", "relance.source.acme.secret=s3cret-value")
        .file("connectors/echo/echo-sweep.kamelet.yaml", ECHO)
        .file("connectors/echo/echo-probe.kamelet.yaml", ECHO.replace("echo-sweep", "echo-probe"))
        .file(
            "routes/tick.camel.yaml",
            "- route:\n    id: tick\n    from:\n      uri: direct:tick\n      steps:\n        - log: tick\n");
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.inspect(house)) {
      assertThat(hub.context().getRouteController().getRouteStatus("tick").isStarted()).isFalse();
      Object answer =
          hub.context().createProducerTemplate().requestBody("kamelet:echo-sweep/acme-sweep", "?");
      assertThat(answer).isEqualTo("bonjour 7");
    }
  }

  private static final String ECHO =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: echo-sweep
        labels:
          camel.apache.org/kamelet.type: action
      spec:
        definition:
          title: Echo
          type: object
          required: [word, secret]
          properties:
            word: {type: string}
            secret: {type: string, format: password}
            times: {type: integer, default: 7}
        template:
          from:
            uri: kamelet:source
            steps:
              - setBody:
                  constant: "{{word}} {{times}}"
      """;
}
