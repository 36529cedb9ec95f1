package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.UncertainStore.Doubt;
import io.relance.support.CutLine;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.Sshd;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * routes/send-letter and routes/send-registered of the examples: to Debian's sshd, to a mail house,
 * to the print folder.
 */
class LettersAwayTest {
  private static final String EMAIL = "- {email: friendly, to: billing}";
  private static final String REGISTERED = "Lettre recommandée avec avis de réception";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultySmtp relay = new FaultySmtp();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  @TempDir Path folder;
  @TempDir Path remote;
  private House house;
  private Dispatch dispatch;

  private void open(String example, String channel, String... settings) {
    Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings)
        .file(
            "routes/send-" + channel + ".camel.yaml",
            TestHome.shipped("routes/examples/" + example + "/send-" + channel + ".camel.yaml"))
        .file(
            "routes/policies/courteous.yaml",
            TestHome.shipped("routes/policies/courteous.yaml")
                .replace(EMAIL, "- {" + channel + ": formal-notice, to: billing}"));
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    dispatch = new Dispatch(house.database(), Clock.systemUTC()).queue(1, 2);
    now("update act set channel = '" + channel + "', template = 'formal-notice'");
    now("update step set channel = '" + channel + "'");
    now("update debtor set street = '1 rue du Port', zip = '69003', city = 'Lyon', country = 'FR'");
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private void until(Map<String, Long> states) {
    await().untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  @Test
  void lettersLieOnTheSftpServer() throws Exception {
    try (Sshd sshd = new Sshd(remote)) {
      sftp(sshd, sshd.hosts());
      try (Hub hub = Hub.start(house, "n1")) {
        assertThat(hub.refused()).isEmpty();
        until(Map.of("sent", 2L));
      }
      try (Stream<Path> files = Files.list(sshd.files().resolve("in"))) {
        assertThat(files.toList())
            .hasSize(2)
            .allMatch(file -> file.toString().endsWith(".pdf"))
            .allMatch(file -> begins(file, "%PDF-1."));
      }
    }
  }

  @Test
  void aServerThatIsNotTheKnownOneGetsNothing() throws Exception {
    try (Sshd sshd = new Sshd(remote)) {
      Path other = Files.writeString(remote.resolve("others"), "");
      sftp(sshd, other);
      try (Hub hub = Hub.start(house, "n1")) {
        until(Map.of("failed", 2L));
        assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
        assertThat(dispatch.act("D1", "cause")).contains("Cannot connect", "HostKey");
      }
      assertThat(sshd.files().resolve("in")).doesNotExist();
    }
  }

  @Test
  void aServerThatIsAwayCostsNoAttempt() throws Exception {
    Sshd sshd = new Sshd(remote);
    sshd.close();
    sftp(sshd, sshd.hosts());
    try (Hub hub = Hub.start(house, "n1")) {
      until(Map.of("failed", 2L));
      assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
      assertThat(dispatch.act("D1", "cause")).contains("Cannot connect", "refused");
    }
  }

  @Test
  void aLineThatIsCutInAnUploadHoldsTheLetterAndNoHalfOneIsPrinted() throws Exception {
    try (Sshd sshd = new Sshd(remote);
        CutLine line = new CutLine(sshd.port(), 20_000, Long.MAX_VALUE)) {
      sftp(sshd.user(line.port()), sshd.key(), sshd.hosts(line.port()));
      try (Hub hub = Hub.start(house, "n1")) {
        until(Map.of("uncertain", 2L));
      }
      try (Stream<Path> files = Files.list(sshd.files().resolve("in"))) {
        assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("."));
      }
    }
    for (Doubt one : Rooms.of(house).uncertain()) {
      Fate fate = one.who().endsWith("D1") ? Fate.SENT : Fate.NOT_SENT;
      Rooms.of(house).settling().settle(one.act(), fate, "Jeanne", "asked the printer");
    }
    assertThat(dispatch.states()).isEqualTo(Map.of("sent", 1L, "cancelled", 1L));
  }

  @Test
  void aFullServerHoldsTheLetterAndNoHalfOneIsPrinted() throws Exception {
    try (Sshd sshd = new Sshd(remote, "8")) {
      sftp(sshd, sshd.hosts());
      try (Hub hub = Hub.start(house, "n1")) {
        until(Map.of("uncertain", 2L));
      }
      assertThat(dispatch.act("D1", "cause")).contains("Cannot store file");
      try (Stream<Path> files = Files.list(sshd.files().resolve("in"))) {
        assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("."));
      }
    }
  }

  @Test
  void aServerThatIsFrozenCostsNoAttemptAndGetsItsLettersLater() throws Exception {
    try (Sshd sshd = new Sshd(remote)) {
      sftp(sshd, sshd.hosts());
      sshd.frozen(true);
      try (Hub hub = Hub.start(house, "n1")) {
        until(Map.of("failed", 2L));
        assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
        assertThat(dispatch.act("D1", "cause")).contains("Cannot connect");
        sshd.frozen(false);
        now("update act set next_attempt = now()");
        until(Map.of("sent", 2L));
      } finally {
        sshd.frozen(false);
      }
    }
  }

  private void sftp(Sshd sshd, Path hosts) {
    sftp(sshd.user(), sshd.key(), hosts);
  }

  private void sftp(String to, Path key, Path hosts) {
    open(
        "sftp",
        "letter",
        "letter.sftp.to=" + to + "/in",
        "letter.sftp.key=" + key,
        "letter.sftp.hosts=" + hosts);
  }

  private static boolean begins(Path file, String start) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith(start);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aMailHouseTakesTheRegisteredLetterAndItsNumbersAreKept() throws Exception {
    HttpServer server = mailHouse();
    open("mail-house", "registered", house(server));
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      until(Map.of("sent", 2L));
    } finally {
      server.stop(0);
    }
    JsonNode first = asked.get(0);
    assertThat(first.get("service").asText()).isEqualTo("registered");
    assertThat(first.get("recipient").get("lines").get(2).asText()).isEqualTo("69003 LYON");
    assertThat(text(Base64.getDecoder().decode(first.get("document").asText())))
        .contains(REGISTERED);
    assertThat(keys).doesNotHaveDuplicates().contains(first.get("reference").asText());
    assertThat(dispatch.act("D1", "gateway_id")).startsWith("L-");
    assertThat(dispatch.act("D1", "receipt")).contains(", deposit 1A");
  }

  @Test
  void aRegisteredLetterThatAPersonPostsSaysSoItselfAndInTheManifest() throws Exception {
    open("print-folder", "registered");
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      until(Map.of("sent", 2L));
    }
    try (Stream<Path> files = Files.list(folder.resolve("var/letters"))) {
      Map<Boolean, List<Path>> found =
          files
              .filter(file -> file.toString().matches(".*\\.(pdf|csv)"))
              .collect(Collectors.partitioningBy(file -> file.toString().endsWith(".pdf")));
      assertThat(found.get(true)).hasSize(2);
      assertThat(text(Files.readAllBytes(found.get(true).get(0)))).contains(REGISTERED);
      assertThat(Files.readAllLines(found.get(false).get(0)))
          .filteredOn(line -> line.contains(",registered,registered,acme,"))
          .as("channel and service of each")
          .hasSize(2);
    }
  }

  /** On one line. */
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read).replaceAll("[\\s\u00a0]+", " ");
    }
  }

  @Test
  void anAnswerThatWasLostHoldsTheLetterForAPerson() throws Exception {
    HttpServer server = mailHouse();
    status = 500;
    open("mail-house", "letter", house(server));
    try (Hub hub = Hub.start(house, "n1")) {
      until(Map.of("uncertain", 2L));
      status = 200;
      await().during(Duration.ofSeconds(4)).until(() -> asked.size() == 2);
    } finally {
      server.stop(0);
    }
  }

  private String[] house(HttpServer server) {
    return new String[] {
      "relance.letter.house.url=http://127.0.0.1:" + server.getAddress().getPort() + "/letters",
      "relance.letter.house.authorization=Bearer t",
      "relance.mail.resend.seconds=1"
    };
  }

  private HttpServer mailHouse() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/letters", this::take);
    server.start();
    return server;
  }

  private void take(HttpExchange exchange) throws IOException {
    asked.add(JSON.readTree(exchange.getRequestBody()));
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    byte[] answer =
        "{\"id\": \"L-%d\", \"deposit\": \"1A%d\"}"
            .formatted(asked.size(), asked.size())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }
}
