package io.relance.connector.sage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.demo.FrenchSage;
import io.relance.demo.SimulatedSage100;
import io.relance.demo.SimulatedSage100.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text export: the same ledger as the database, whole or not at all. */
class SageExportTest {
  private static final Charset CP850 = Charset.forName("IBM850");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final SimulatedSage100 sage = SimulatedSage100.start(Version.RECENT, CLOCK);

  @AfterEach
  void stop() {
    sage.close();
  }

  private SageStreet street(Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("folder", folder.toString());
    parameters.putIfAbsent("quietSeconds", "0");
    return new SageStreet("sage-export", parameters);
  }

  private String french() {
    FrenchSage.fill(sage, TODAY);
    return sage.export().text();
  }

  private Path put(String name, String text) throws IOException {
    Path file = Files.write(folder.resolve(name), text.getBytes(CP850));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    return file;
  }

  @Test
  void bothSourcesGiveTheSameLedger() throws Exception {
    put("compta.txt", french());
    try (SageStreet text = street(Map.of("pageSize", "7")).sweep();
        SageStreet sql = SageStreet.to(sage, Map.of("pageSize", "11", "quotes", "false")).sweep()) {
      for (String type : List.of("debtor", "contact", "item", "payment")) {
        assertThat(described(text, type)).as(type).isEqualTo(described(sql, type)).isNotEmpty();
      }
      assertThat(text.open()).hasSizeGreaterThan(70);
      for (String proof : List.of("items", "totals")) {
        assertThat(text.lastClose().get(proof)).isEqualTo(sql.lastClose().get(proof));
      }
      assertThat(text.records("debtor"))
          .allSatisfy(debtor -> assertThat(debtor.path("dispute").asBoolean()).isFalse());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-05", "2026-02-28", "2026-07-01"})
  void andOnOtherDaysToo(LocalDate day) throws Exception {
    FrenchSage.fill(sage, day);
    put("compta.txt", sage.export().text());
    try (SageStreet text = street(Map.of()).sweep();
        SageStreet sql = SageStreet.to(sage, Map.of("quotes", "false")).sweep()) {
      assertThat(described(text, "item")).isEqualTo(described(sql, "item"));
      assertThat(text.lastClose().get("totals")).isEqualTo(sql.lastClose().get("totals"));
    }
  }

  @Test
  void oneDebtorIsKnownToOdooToo() throws Exception {
    put("compta.txt", french());
    try (SageStreet text = street(Map.of()).sweep()) {
      JsonNode calvet = text.record("debtor", "CALVET");
      assertThat(calvet.path("siren").asText()).isEqualTo("488731605");
      assertThat(calvet.path("vat").asText()).isEqualTo("FR57488731605");
      assertThat(calvet.path("name").asText()).isEqualTo("BET CALVET");
    }
  }

  private static TreeSet<String> described(SageStreet street, String type) {
    TreeSet<String> records = new TreeSet<>();
    street.records(type).forEach(record -> records.add(record.toString()));
    return records;
  }

  @Test
  void aFileIsReadOnceAndThenNothingIsNew() throws Exception {
    put("compta.txt", french());
    try (SageStreet street = street(Map.of()).sweep()) {
      Map<String, Object> known = Map.of("known", street.lastClose().get("cursor"));
      street.run("sweep", null, known);
      assertThat(street.lastClose()).containsEntry("unchanged", true);
      assertThat(street.records("item")).isEmpty();
      assertThat(folder.resolve("processed")).isNotEmptyDirectory();
      put("older.txt", sage.export().text());
      Files.setLastModifiedTime(
          folder.resolve("older.txt"), FileTime.from(Instant.now().minusSeconds(9_000)));
      street.run("sweep", null, known);
      assertThat(street.lastClose()).containsEntry("unchanged", true);
      assertThat(folder.resolve("rejected/older.txt.report.txt")).content().contains("older");
    }
  }

  @Test
  void anEmptyFolderIsNoEmptyLedger() throws Exception {
    try (SageStreet street = street(Map.of())) {
      assertThatThrownBy(street::sweep).isInstanceOf(SourceTrouble.class);
      assertThat(street.isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'#FIN\r\n',,#FIN is missing",
    "#FLG 000,#FOO 000,first line is not #FLG",
    "#VER 31,#VER 33,export of the accounting module",
    "#DEV EUR,#DEV USD,the source is set to EUR",
    "'#FIN\r\n','#FIN\r\n#FIN\r\n',lines follow #FIN",
    "'#MCJR\r\nVEN','#MCJR\r\nVEX',journal missing (#MCJR): VEN",
    "'#MPCT\r\nALSATEX','#MPCT\r\nALSACE',third party missing (#MPCT): ALSATEX",
    "'#MDOS\r\n','#MDOX\r\n',#MDOS is missing",
    "'\r\nUSD\r\n','\r\n\r\n',currency 2 has no ISO code",
    "'#MECG\r\nVEN\r\n','#MECG\r\nVEN\r\n\r\n',#MECG has 40 fields",
  })
  void whatIsNotWholeIsRefusedAndSaysWhy(String from, String to, String said) throws Exception {
    String text = french();
    assertThat(text).contains(from);
    put("compta.txt", text.replace(from, to == null ? "" : to));
    assertRefused(said);
  }

  @Test
  void everyMistakeIsListedWithItsLine() throws Exception {
    String[] lines = french().split("\r\n", -1);
    int line = customerEntry(lines);
    lines[line + 2] = "310226";
    lines[line + 18] = "12.O0";
    put("compta.txt", String.join("\r\n", lines));
    assertRefused("line " + (line + 3) + ": #MECG field 2: '310226' is no date");
    assertThat(folder.resolve("rejected/compta.txt.report.txt"))
        .content()
        .contains("ligne " + (line + 19) + " : #MECG champ 18");
  }

  private static int customerEntry(String[] lines) {
    for (int i = lines.length - 45; i > 0; i--) {
      if (lines[i].equals("#MECG") && lines[i + 7].startsWith("411")) {
        return i;
      }
    }
    throw new AssertionError("no customer's line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE"})
  void anotherEncodingIsRefused(String charset) throws Exception {
    Path file = put("compta.txt", "");
    Files.write(file, french().getBytes(Charset.forName(charset)));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    assertRefused("");
  }

  /**
   * Cut anywhere, bytes overwritten anywhere: the same ledger, or none; never an exception else.
   */
  @Test
  void whateverHappensToTheFileNothingIsTakenByHalf() throws Exception {
    byte[] whole = french().getBytes(CP850);
    long seed = 20_261_122;
    Random chance = new Random(seed);
    int refused = 0;
    try (SageStreet street = street(Map.of())) {
      for (int i = 0; i < 120; i++) {
        byte[] bytes = whole.clone();
        if (i % 2 == 0) {
          bytes = java.util.Arrays.copyOf(bytes, chance.nextInt(whole.length - 6));
        } else {
          int at = chance.nextInt(whole.length - 200);
          for (int n = 0; n < 1 + chance.nextInt(150); n++) {
            bytes[at + n] = (byte) chance.nextInt(256);
          }
        }
        Path file = folder.resolve("fuzz.txt");
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        try {
          street.sweep();
          assertThat(i % 2).as("a cut file was taken, seed %d, step %d", seed, i).isEqualTo(1);
          Files.delete(file);
        } catch (SourceTrouble trouble) {
          refused++;
          assertThat(street.isClosed()).isFalse();
          assertThat(street.records("item")).isEmpty();
        }
      }
    }
    assertThat(refused).isGreaterThan(90);
  }

  @Test
  void aHugeLineNeitherFillsTheHeapNorPasses() throws Exception {
    Path file = folder.resolve("compta.txt");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("#FLG 000\r\n#VER 31\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 200; i++) {
        out.write(chunk);
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    assertRefused("line 3: a line longer than any field");
  }

  @Test
  void aReadingKilledInTheMiddleFindsItsFileAgain() throws Exception {
    put("compta.txt", french());
    try (SageStreet street = street(Map.of("pageSize", "5"))) {
      street.killedAfter(3);
      assertThatThrownBy(street::sweep).hasStackTraceContaining("the hub is killed here");
      assertThat(street.isClosed()).isFalse();
      assertThat(street.sweep().open()).hasSizeGreaterThan(70);
    }
  }

  @Test
  void theProbeNamesAFolderThatIsNotThere() throws Exception {
    try (SageStreet street =
        new SageStreet("sage-export", Map.of("folder", folder.resolve("none").toString()))) {
      assertThat(street.run("probe", null, Map.of()).toString()).contains("is not there");
    }
  }

  @Test
  void temporaryFilesAreGivenBack() throws Exception {
    long before = temporary();
    put("compta.txt", french());
    try (SageStreet street = street(Map.of())) {
      street.sweep();
      street.killedAfter(1);
      assertThatThrownBy(street::sweep).isInstanceOf(Exception.class);
    }
    assertThat(temporary()).isEqualTo(before);
  }

  private static long temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("relance-sage")).count();
    }
  }

  private void assertRefused(String said) throws Exception {
    try (SageStreet street = street(Map.of())) {
      assertThatThrownBy(street::sweep)
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining("refused")
          .hasMessageContaining(said);
      assertThat(street.isClosed()).isFalse();
      assertThat(street.records("item")).isEmpty();
      assertThat(folder.resolve("rejected")).isNotEmptyDirectory();
    }
  }
}
