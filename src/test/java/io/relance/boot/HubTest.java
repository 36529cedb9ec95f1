package io.relance.boot;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.support.Dispatch;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
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
      assertThat(hub.context().getRoute("acme-sweep")).as("made before anyone asks").isNotNull();
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

  /** A route file that is loaded slowly, as on a busy machine: watches what is sent meanwhile. */
  public static final class SlowToLoad implements Processor {
    static Callable<Boolean> quiet = () -> true;

    public SlowToLoad() {
      await().during(ofSeconds(3)).atMost(ofSeconds(4)).until(quiet);
    }

    @Override
    public void process(Exchange exchange) {}
  }

  @Test
  void nothingIsClaimedBeforeAllRoutesRun() {
    Dispatch.home(folder, TestDatabase.freshUrl(), 1)
        .file(
            "routes/zz.camel.yaml",
            "- route:\n    id: zz\n    from:\n      uri: direct:zz\n      steps:\n        - process: {ref: \"#class:%s\"}\n"
                .formatted(SlowToLoad.class.getName()));
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of())) {
      Dispatch dispatch = new Dispatch(house.database(), house.clock()).queue(1, 2);
      SlowToLoad.quiet = () -> dispatch.states().equals(Map.of("queued", 2L));
      try (Hub hub = Hub.start(house, "n1")) {
        assertThat(hub.refused()).isEmpty();
        await().until(() -> dispatch.states().equals(Map.of("failed", 2L)));
      }
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
