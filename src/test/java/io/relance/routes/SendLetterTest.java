package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.press.VeraPdf;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/send-letter and routes/bind-letters, as shipped, from queued acts to the print folder. */
class SendLetterTest {
  private static final String EMAIL = "- {email: friendly, to: billing}";

  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;
  private String level = "- {letter: reminder-2, to: billing}";

  private void open(String... settings) {
    Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings)
        .file("routes/send-letter.camel.yaml", TestHome.shipped("routes/send-letter.camel.yaml"))
        .file("routes/bind-letters.camel.yaml", TestHome.shipped("routes/bind-letters.camel.yaml"))
        .file(
            "routes/policies/courteous.yaml",
            TestHome.shipped("routes/policies/courteous.yaml").replace(EMAIL, level));
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    dispatch = new Dispatch(house.database(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private void queue(int acts) {
    dispatch.queue(1, acts);
    now("update act set channel = 'letter', template = 'reminder-2'");
    now("update step set channel = 'letter'");
    now("update debtor set street = '1 rue du Port', zip = '69003', city = 'Lyon', country = 'FR'");
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private void until(Map<String, Long> states) {
    await().untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  private List<Path> letters() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("var/letters"))) {
      return files.filter(f -> f.toString().endsWith(".pdf")).sorted().toList();
    }
  }

  private List<String> manifest() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("var/letters"))) {
      Path csv = files.filter(f -> f.toString().endsWith(".csv")).findFirst().orElseThrow();
      return Files.readAllLines(csv);
    }
  }

  @Test
  void aLetterLiesInTheFolderOnceAndIsWhatIsKept() throws IOException {
    open();
    queue(5);
    now("update company set country = 'FR'");
    now("update debtor set country = 'DE' where key = 'D2'");
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      until(Map.of("sent", 5L));
    }

    assertThat(letters()).hasSize(5);
    assertThat(manifest())
        .anyMatch(line -> line.contains("Débiteur 2,1 rue du Port,69003 LYON,ALLEMAGNE,"))
        .hasSize(6)
        .anyMatch(line -> line.contains("Débiteur 1,1 rue du Port,69003 LYON"));
    byte[] kept =
        house
            .database()
            .jdbc()
            .sql(
                "select content from payload join act on act.payload_id = payload.id order by act.id limit 1")
            .query(byte[].class)
            .single();
    assertThat(letters()).anyMatch(file -> same(file, kept));
    assertThat(one("select count(*) from item where level = 2")).isEqualTo("5");
    assertThat(dispatch.act("D1", "receipt")).endsWith(".pdf");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  private static boolean same(Path file, byte[] kept) {
    try {
      return java.util.Arrays.equals(Files.readAllBytes(file), kept);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatGoesWithALetterStandsBehindItInOneFile() throws Exception {
    level = "- {letter: reminder-2, to: billing, attach: [statement]}";
    open();
    queue(1);
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      until(Map.of("sent", 1L));
    }

    byte[] pdf = Files.readAllBytes(letters().get(0));
    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(2);
      assertThat(new PDFTextStripper().getText(read)).contains("deuxième rappel", "Solde");
    }
  }

  @Test
  void theLettersOfADayBecomeOneFile() throws IOException {
    open("relance.letter.bind.minutes=1");
    queue(5);
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      until(Map.of("sent", 5L));
      assertThat(letters()).isEmpty();
      nothingMoreComes();
      await().until(() -> letters().size() == 1);
    }
    String file = letters().get(0).getFileName().toString();
    assertThat(file).matches("letters-\\d{4}-\\d\\d-\\d\\d-.*-letter-1\\.pdf");
    assertThat(dispatch.act("D1", "receipt")).matches(file + ", pages \\d-\\d");
    assertThat(manifest())
        .hasSize(6)
        .filteredOn(line -> line.contains("," + file + ","))
        .hasSize(5);
    try (PDDocument pdf = Loader.loadPDF(letters().get(0).toFile())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(9);
    }
  }

  private void nothingMoreComes() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("var/letters"))) {
      for (Path tray : files.filter(f -> f.toString().endsWith(".open")).toList()) {
        Files.setLastModifiedTime(tray, FileTime.from(Instant.now().minusSeconds(90)));
      }
    }
  }

  @Test
  void anUncertainOneIsPutAgainAndStaysOne() throws IOException {
    open("relance.mail.resend.seconds=1");
    queue(1);
    try (Hub hub = Hub.start(house, "n1")) {
      until(Map.of("sent", 1L));
      byte[] before = Files.readAllBytes(letters().get(0));
      now("update act set state = 'uncertain', resends = 0, next_attempt = now(), cause = 'test'");
      now("update step set taken = false");
      await()
          .untilAsserted(() -> assertThat(dispatch.act("D1", "receipt")).endsWith("there already"));
      until(Map.of("sent", 1L));

      assertThat(letters()).hasSize(1);
      assertThat(letters().get(0)).hasBinaryContent(before);
      assertThat(manifest()).hasSize(2);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsThemWaiting() throws IOException {
    open();
    queue(2);
    Files.createDirectories(folder.resolve("var"));
    Path file = Files.writeString(folder.resolve("var/letters"), "in the way");
    try (Hub hub = Hub.start(house, "n1")) {
      until(Map.of("failed", 2L));
      assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
      Files.delete(file);
      now("update act set next_attempt = now()");
      until(Map.of("sent", 2L));
    }
    assertThat(letters()).hasSize(2);
  }

  @Test
  void whoHasNoAddressAndWhatHasNoGlyphStopNobody() throws IOException {
    open();
    queue(3);
    now("update debtor set city = null where key = 'D1'");
    now("update debtor set name = '張偉' where key = 'D2'");
    try (Hub hub = Hub.start(house, "n1")) {
      until(Map.of("sent", 1L, "cancelled", 1L, "dead", 1L));
    }
    assertThat(dispatch.act("D2", "cause")).contains("no font has 張 (U+5F35)");
    assertThat(letters()).hasSize(1);
  }
}
