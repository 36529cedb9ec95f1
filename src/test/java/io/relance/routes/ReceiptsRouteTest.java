package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.store.JournalStore;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/receipts.camel.yaml, as shipped, in a hub with an open door. */
class ReceiptsRouteTest {
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port = freePort();
  @TempDir Path folder;
  private House house;
  private Hub hub;
  private Reminded reminded;

  @BeforeEach
  void open() {
    TestHome.in(folder)
        .settings("relance.db.url=" + TestDatabase.freshUrl(), "relance.db.pool=6")
        .settings("relance.hooks.port=" + port, "relance.hooks.token=another-" + TOKEN)
        .settings("relance.receipts.token=" + TOKEN)
        .settings("relance.receipts.chat.id=/message/id", "relance.receipts.chat.status=/state")
        .settings("relance.receipts.chat.delivered=Read, Arrived")
        .file("routes/send-sms.camel.yaml", silent("sms"))
        .file("routes/send-chat.camel.yaml", silent("chat"))
        .file("routes/receipts.camel.yaml", TestHome.shipped("routes/receipts.camel.yaml"));
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    reminded = new Reminded(house.database());
  }

  private static String silent(String channel) {
    return """
        - route:
            id: send-%1$s
            autoStartup: false
            from: {uri: "kamelet:outbox/%1$s", parameters: {reaches: mobile}, steps: [{log: sent}]}
        """
        .formatted(channel);
  }

  @AfterEach
  void close() {
    hub.close();
    house.close();
  }

  private long act(String channel, String gatewayId) {
    long account = reminded.account("D-" + gatewayId);
    long act = reminded.act(account, 1, LocalDate.of(2026, 11, 20));
    reminded.update(
        "update act set channel = :channel, gateway_id = :id, recipient = '+33612345678' where id = :act",
        Map.of("channel", channel, "id", gatewayId, "act", act));
    return act;
  }

  private String state(long act) {
    return house
        .database()
        .jdbc()
        .sql("select state from act where id = " + act)
        .query(String.class)
        .single();
  }

  private int get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString()).statusCode();
  }

  private int post(String path, String type, String body) throws Exception {
    return http.send(
            request(path)
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  @Test
  void aReportIsReadWhereverItsGatewayPutsIt() throws Exception {
    long kannel = act("sms", "hub/1 x");
    assertThat(get("/receipts/sms?token=" + TOKEN + "&id=hub%2F1+x&status=1&detail=id%3A5"))
        .isEqualTo(200);
    assertThat(state(kannel)).isEqualTo("delivered");

    long form = act("sms", "SM7");
    assertThat(
            post(
                "/receipts/sms",
                "application/x-www-form-urlencoded",
                "id=SM7&status=Undelivered&detail=30003%20Unreachable"))
        .isEqualTo(200);
    assertThat(state(form)).isEqualTo("bounced");

    long json = act("chat", "77");
    assertThat(
            post(
                "/receipts/chat",
                "application/json",
                "{\"message\": {\"id\": 77}, \"state\": \"read\"}"))
        .isEqualTo(200);
    assertThat(state(json)).isEqualTo("delivered");
  }

  @Test
  void aReportThatComesFirstIsAppliedSoonAfter() throws Exception {
    assertThat(get("/receipts/sms?token=" + TOKEN + "&id=early&status=1")).isEqualTo(200);
    long act = act("sms", "early");
    await().until(() -> state(act).equals("delivered"));
  }

  @Test
  void whatCannotBeKeptIsSaidAgainByTheGateway() throws Exception {
    long act = act("sms", "later");
    String report = "/receipts/sms?token=" + TOKEN + "&id=later&status=1";
    reminded.update("alter table delivery_report rename to away", Map.of());
    assertThat(get(report)).isEqualTo(503);
    assertThat(state(act)).isEqualTo("sent");

    reminded.update("alter table away rename to delivery_report", Map.of());
    assertThat(get(report)).isEqualTo(200);
    assertThat(state(act)).isEqualTo("delivered");
  }

  private List<String> list(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  @Test
  void stopEndsSmsToThatNumberOnce() throws Exception {
    long act = act("sms", "g1");
    String stop =
        "/receipts/sms/answers?token=" + TOKEN + "&from=33612345678&text=Stop+%21&message=m1";
    assertThat(get(stop)).isEqualTo(200);
    assertThat(get(stop)).isEqualTo(200);

    assertThat(list("select email from address_block")).containsExactly("+33612345678");
    assertThat(list("select kind from journal where act_id = " + act))
        .containsExactly("sms stopped");
    assertThat(list("select convert_from(content, 'UTF8') from payload")).containsExactly("Stop !");
    assertThat(list("select message from alert where kind = 'address'"))
        .containsExactly("D-g1 asked for no more SMS: none leaves to that number any more");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  @Test
  void anAnswerStandsInTheJournalAndAPersonIsTold() throws Exception {
    long act = act("sms", "g1");
    assertThat(
            get(
                "/receipts/sms/answers?token="
                    + TOKEN
                    + "&from=0612345678&text=J%27ai+pay%C3%A9&message=m1"))
        .isEqualTo(200);
    assertThat(
            get(
                "/receipts/sms/answers?token="
                    + TOKEN
                    + "&from=33600000000&text=Bonjour&message=m2"))
        .as("a stranger")
        .isEqualTo(200);
    assertThat(get("/receipts/sms/answers?token=" + TOKEN + "&from=ACME&text=Promo&message=m3"))
        .as("no number")
        .isEqualTo(400);

    assertThat(list("select kind from journal where act_id = " + act))
        .containsExactly("sms answered");
    assertThat(list("select message from alert where kind = 'reply'"))
        .containsExactly(
            "D-g1 answered by SMS from +33612345678: \"J'ai payé\"; do what it asks for, then: relance answered acme/1/D-g1");
    assertThat(list("select why || ' ' || note from account_hold"))
        .containsExactly("reply J'ai payé");
    assertThat(list("select email from address_block")).isEmpty();
    assertThat(list("select convert_from(content, 'UTF8') from payload"))
        .as("strangers' words are not kept")
        .containsExactly("J'ai payé");
  }

  @Test
  void whoeverIsNotTheGatewayChangesNothing() throws Exception {
    long act = act("sms", "g1");
    assertThat(get("/receipts/sms?id=g1&status=2")).isEqualTo(401);
    assertThat(get("/receipts/sms/answers?from=33612345678&text=STOP&message=m")).isEqualTo(401);
    assertThat(get("/receipts/sms?token=another-" + TOKEN + "&id=g1&status=2")).isEqualTo(401);
    assertThat(get("/receipts/nowhere?token=" + TOKEN + "&id=g1&status=2")).isEqualTo(404);
    assertThat(get("/receipts/sms?token=" + TOKEN + "&id=g1&status=99")).isEqualTo(400);
    assertThat(get("/receipts/sms?token=" + TOKEN + "&status=2")).isEqualTo(400);
    assertThat(post("/receipts/sms", "application/json", "{\"id\": ")).isEqualTo(400);
    assertThat(state(act)).isEqualTo("sent");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
