package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.flow.Explaining;
import io.relance.flow.Tracking;
import io.relance.outbox.Trace;
import io.relance.store.ExplainStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/tracking and routes/send-email, as shipped: from a marked e-mail to what is noted. */
class TrackingRouteTest {
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  private static final String PAY = "https://pay.example/i?number=1&key=é";
  private static final Pattern MARK =
      Pattern.compile("https://door\\.example/(seen|go)/([A-Za-z0-9._-]+)");
  private final FaultySmtp relay = new FaultySmtp();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final int port = freePort();
  private final String url = TestDatabase.freshUrl();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private void open(String... settings) {
    Dispatch.home(folder, url, relay.port(), settings)
        .settings("relance.hooks.port=" + port, "relance.hooks.token=" + TOKEN)
        .file("routes/tracking.camel.yaml", TestHome.shipped("routes/tracking.camel.yaml"));
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
  }

  private static String[] on(String consent) {
    return new String[] {
      "relance.tracking.url=https://door.example",
      "relance.tracking.consent=" + consent,
      "relance.mail.resend.seconds=1"
    };
  }

  private Hub sent(int messages) {
    dispatch = new Dispatch(house.database(), Clock.systemUTC()).queue(1, messages);
    update("update item set payment_link = '" + PAY + "'");
    update("update debtor set tags = '{vip,suivi}' where key = 'D1'");
    return started();
  }

  private Hub started() {
    Hub hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    await().until(() -> dispatch.states().keySet().equals(java.util.Set.of("sent")));
    return hub;
  }

  @Test
  void whatADebtorWhoAgreedDoesIsNotedOnceAndChangesNothing() throws Exception {
    open(on("suivi"));
    try (Hub hub = sent(1)) {
      String before = one("select row(i, s)::text from item i, account_state s");
      String seen = mark("seen");
      String go = mark("go");
      head("/seen/" + seen);
      assertThat(traces()).isEmpty();
      for (int i = 0; i < 3; i++) {
        HttpResponse<byte[]> picture = get("/seen/" + seen);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("content-type")).contains("image/gif");
        assertThat(picture.headers().firstValue("cache-control")).contains("no-store");
        assertThat(javax.imageio.ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
            .isEqualTo(1);
        HttpResponse<byte[]> link = get("/go/" + go);
        assertThat(link.statusCode()).isEqualTo(303);
        assertThat(link.headers().firstValue("location"))
            .contains("https://pay.example/i?number=1&key=%C3%A9");
        assertThat(link.headers().firstValue("referrer-policy")).contains("no-referrer");
      }

      assertThat(traces()).containsExactly("clicked", "opened");
      assertThat(one("select row(i, s)::text from item i, account_state s")).isEqualTo(before);
      assertThat(one("select state from act")).isEqualTo("sent");
      assertThat(
              one("select count(*) from journal where kind like '%open%' or kind like '%click%'"))
          .as("the journal forgets nothing, so it is not told")
          .isEqualTo("0");
      assertThat(
              new Explaining(new ExplainStore(house.database()), Clock.systemUTC())
                  .of("D1", Locale.ENGLISH)
                  .get(0)
                  .acts()
                  .get(0)
                  .note())
          .contains("opened 20", "a link in it followed 20", "by a person or a machine");
    }
  }

  @Test
  void nobodyIsTrackedUnlessItIsSet() throws Exception {
    open();
    try (Hub hub = sent(2)) {
      assertThat(relay.taken()).hasSize(2).allSatisfy(one -> assertThat(marks(one)).isEmpty());
      assertThat(part(relay.taken().get(0), 1))
          .contains("href=\"https://pay.example/i?number=1&amp;key=é\"");
    }
  }

  @Test
  void onlyWhoAgreedIsTracked() {
    open(on("suivi"));
    try (Hub hub = sent(3)) {
      assertThat(relay.taken().stream().filter(one -> !marks(one).isEmpty()))
          .extracting(Taken::recipient)
          .containsExactly("d1@debtor.example");
    }
  }

  @Test
  void theTextAndARehearsalAreNeverMarked() throws Exception {
    open(on("*"));
    dispatch = new Dispatch(house.database(), Clock.systemUTC()).queue(1, 1);
    update("update outward set mode = 'redirect', argument = 'rehearsal@own.example'");
    update("delete from step");
    update("update act set redirected = true");
    try (Hub hub = started()) {
      assertThat(marks(relay.taken().get(0))).isEmpty();
      update("update outward set mode = 'on'");
      dispatch.queue(2, 2);
      update("update item set payment_link = '" + PAY + "'");
      await().until(() -> relay.taken().size() == 2);
      assertThat(part(relay.taken().get(1), 0)).contains(PAY).doesNotContain("door.example");
      assertThat(part(relay.taken().get(1), 1)).contains("/seen/", "/go/").doesNotContain(PAY);
    }
  }

  @Test
  void theSameBytesLeaveOnceMoreWhenNobodyKnows() {
    open(on("*"));
    relay.fault(1, Fault.CUT_AFTER_TAKING);
    try (Hub hub = sent(1)) {
      assertThat(relay.taken()).hasSize(2);
      assertThat(relay.taken().get(0).bytes()).isEqualTo(relay.taken().get(1).bytes());
      assertThat(one("select detail::json ->> 'tracked' from journal where kind = 'act sending'"))
          .isEqualTo("yes");
    }
  }

  @Test
  void aForgedTokenLeadsNowhere() throws Exception {
    open(on("*"));
    try (Hub hub = sent(1)) {
      String go = mark("go");
      String seen = mark("seen");
      for (String forged :
          List.of(
              "/seen/" + go,
              "/go/" + seen,
              "/seen/" + seen.replaceFirst("^\\d+", "99"),
              "/go/" + go.replaceFirst("\\.", ".x"),
              "/go/https%3A%2F%2Fevil.example",
              "/go/" + go + "%0d%0aSet-Cookie:%20a=b",
              "/seen/x?token=" + seen)) {
        HttpResponse<byte[]> answer = get(forged);
        assertThat(answer.statusCode()).as(forged).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet())
            .isSubsetOf("transfer-encoding", "content-length", "cache-control", "referrer-policy");
      }
      assertThat(post("/go/" + go)).isEqualTo(405);
      assertThat(traces()).isEmpty();
    }
  }

  @Test
  void whoIsNoLongerTrackedStillGetsToThePage() throws Exception {
    open(on("suivi"));
    try (Hub hub = sent(1)) {
      String go = mark("go");
      String hubId = one("select id::text from hub");
      get("/seen/" + mark("seen"));
      update("update debtor set tags = '{}'");
      assertThat(get("/go/" + go).statusCode()).isEqualTo(303);
      assertThat(get("/go/" + new Trace(999, URI.create(PAY)).token(hubId)).statusCode())
          .as("an act that this database does not know")
          .isEqualTo(303);
      assertThat(traces()).containsExactly("opened");
      hub.context().getRegistry().lookupByNameAndType("tracking", Tracking.class).purge();
      assertThat(traces()).as("who withdrew is forgotten").isEmpty();

      update("update debtor set tags = '{suivi}'");
      update("update act set sending_at = now() - interval '91 days'");
      get("/go/" + go);
      assertThat(traces()).as("of old messages nothing is noted").isEmpty();
      update("drop table act_trace");
      assertThat(get("/go/" + go).statusCode()).as("whatever happens to the note").isEqualTo(303);
    }
    house.close();
    String go = mark("go");
    open();
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(get("/go/" + go).statusCode()).as("once it is switched off").isEqualTo(303);
      update("alter table hub rename to away");
      assertThat(get("/go/" + go).statusCode()).as("its signature is known").isEqualTo(303);
    }
    update("alter table away rename to hub");
    try (Hub hub = Hub.start(house, "n2")) {
      update("alter table hub rename to away");
      assertThat(get("/go/" + go).statusCode()).as("it is not yet").isEqualTo(503);
      update("alter table away rename to hub");
      assertThat(get("/go/" + go).statusCode()).isEqualTo(303);
    }
  }

  private String mark(String kind) {
    return marks(relay.taken().get(0)).stream()
        .filter(mark -> mark.startsWith(kind + " "))
        .findFirst()
        .orElseThrow()
        .substring(kind.length() + 1);
  }

  private static List<String> marks(Taken message) {
    Matcher marks = MARK.matcher(part(message, 0) + part(message, 1));
    return marks.results().map(m -> m.group(1) + " " + m.group(2)).toList();
  }

  private static String part(Taken message, int number) {
    try {
      MimeMessage read =
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(message.bytes()));
      return (String) ((MimeMultipart) read.getContent()).getBodyPart(number).getContent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> traces() {
    return house
        .database()
        .jdbc()
        .sql("select kind from act_trace order by kind")
        .query(String.class)
        .list();
  }

  private void update(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  private void head(String path) throws Exception {
    HttpRequest ask = request(path).method("HEAD", BodyPublishers.noBody()).build();
    assertThat(http.send(ask, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private int post(String path) throws Exception {
    HttpRequest ask = request(path).POST(BodyPublishers.noBody()).build();
    return http.send(ask, BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("User-Agent", "Mozilla/5.0 secret-agent")
        .header("X-Forwarded-For", "203.0.113.7");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
