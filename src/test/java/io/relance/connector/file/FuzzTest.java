package io.relance.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Good files, cut anywhere or with bytes changed: either refused with a report that a person can
 * read, or a ledger that is whole.
 */
class FuzzTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER = Path.of("target", "fuzz");
  private static final byte[] FEC =
      bytes(Path.of("connectors/fec/sample/files/732829320FEC20261231.txt"));
  private static final byte[] LIST =
      bytes(Path.of("connectors/file/sample/files/echeancier-20261120.csv"));
  private static final byte[] WORKBOOK = workbook();

  /** What a reading made of a file: its money by currency, or nothing and a report. */
  private record Outcome(Optional<Map<String, BigDecimal>> totals, long items, Report report) {}

  @Property(tries = 250)
  void aCutFecIsRefused(@ForAll @IntRange(min = 0, max = 1_000_000) int at) throws IOException {
    int cut = at % (FEC.length + 1);
    Outcome outcome = fec(Arrays.copyOf(FEC, cut));
    if (outcome.totals().isPresent()) {
      assertThat(wholeEntries()).as("what balances up to here: sums=true tells it").contains(cut);
    }
  }

  /** Where a FEC may be cut and balances still: behind an entry, with or without its line end. */
  private static Set<Integer> wholeEntries() {
    Set<Integer> ends = new HashSet<>();
    String text = new String(FEC, Charset.forName("windows-1252"));
    String before = "";
    int at = 0;
    for (String line : text.split("\r\n")) {
      String[] fields = line.split("\\|");
      if (!fields[2].equals(before) && at > 0) {
        ends.addAll(List.of(at, at - 1, at - 2));
      }
      before = fields[2];
      at += line.length() + 2;
    }
    ends.addAll(List.of(at, at - 1, at - 2));
    return ends;
  }

  @Property(tries = 250)
  void aChangedFecIsRefusedOrWhole(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
      @ForAll byte value)
      throws IOException {
    fec(changed(FEC, places, value));
  }

  @Property(tries = 250)
  void aCutListIsRefused(@ForAll @IntRange(min = 0, max = 1_000_000) int at) throws IOException {
    int cut = at % (LIST.length + 1);
    Outcome outcome = list(Arrays.copyOf(LIST, cut));
    if (cut < new String(LIST, Charset.forName("windows-1252")).lastIndexOf("1 180")) {
      assertThat(outcome.totals()).isEmpty();
    }
    Outcome whole = list(LIST);
    outcome
        .totals()
        .ifPresent(totals -> assertThat(totals).isEqualTo(whole.totals().orElseThrow()));
    outcome.totals().ifPresent(totals -> assertThat(outcome.items()).isEqualTo(whole.items()));
  }

  @Property(tries = 250)
  void aChangedListIsRefusedOrItsMoneyIsRight(
      @ForAll @Size(min = 1, max = 2) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
      @ForAll byte value)
      throws IOException {
    Outcome outcome = list(changed(LIST, places, value));
    outcome
        .totals()
        .ifPresent(totals -> assertThat(totals.values()).contains(new BigDecimal("1180.00")));
  }

  @Property(tries = 250)
  void aCutWorkbookIsRefused(@ForAll @IntRange(min = 0, max = 1_000_000) int at)
      throws IOException {
    Outcome outcome = list(Arrays.copyOf(WORKBOOK, at % WORKBOOK.length));
    assertThat(outcome.totals()).isEmpty();
  }

  @Property(tries = 250)
  void aChangedWorkbookIsRefusedOrItsMoneyIsRight(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
      @ForAll byte value)
      throws IOException {
    Outcome outcome = list(changed(WORKBOOK, places, value));
    outcome
        .totals()
        .ifPresent(totals -> assertThat(totals.values()).contains(new BigDecimal("1180.00")));
  }

  @Property(tries = 200)
  void rubbishIsRefused(@ForAll @Size(max = 4_000) byte[] rubbish) throws IOException {
    assertThat(fec(rubbish).totals()).isEmpty();
    assertThat(list(rubbish).totals()).isEmpty();
  }

  private static byte[] changed(byte[] good, List<Integer> places, byte value) {
    byte[] changed = good.clone();
    places.forEach(place -> changed[place % changed.length] = value);
    return changed;
  }

  private static Outcome fec(byte[] content) throws IOException {
    FecFiles fec = new FecFiles();
    fec.setOpenings("AN");
    return outcome(fec, content);
  }

  private static Outcome list(byte[] content) {
    ListFiles lists = new ListFiles();
    lists.setLayout("connectors/file/sample/layout.yaml");
    try {
      return outcome(lists, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Outcome outcome(Format format, byte[] content) throws IOException {
    Files.createDirectories(FOLDER);
    Path path = Files.write(FOLDER.resolve("file"), content);
    Arrival file = new Arrival(path, "file", Instant.EPOCH, false, Sha256.of(path));
    Report report = new Report();
    try (Spool spool = new Spool(3)) {
      Snapshot snapshot = format.read(file, null, Sides.none(), spool, report);
      if (!report.isEmpty()) {
        readable(report);
        return new Outcome(Optional.empty(), 0, report);
      }
      whole(snapshot, spool);
      return new Outcome(Optional.of(snapshot.totals()), snapshot.items(), report);
    }
  }

  private static void readable(Report report) {
    String text = report.text("file", "hash", Instant.EPOCH);
    assertThat(text).contains("FR  ").contains("EN  ");
    assertThat(text.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    assertThat(report.summary()).isNotBlank().hasSizeLessThan(2_000);
  }

  /** As many items as the proof says, and they add up to what was counted apart from them. */
  private static void whole(Snapshot snapshot, Spool spool) throws IOException {
    Map<String, BigDecimal> sums = new TreeMap<>();
    Set<String> keys = new HashSet<>();
    Iterator<Spool.Sheet> pages = spool.pages();
    while (pages.hasNext()) {
      Spool.Sheet page = pages.next();
      for (JsonNode record : JSON.readTree(page.json())) {
        if (page.type().equals("item")) {
          keys.add(record.path("key").asText());
          BigDecimal open = new BigDecimal(record.path("open").asText());
          sums.merge(record.path("currency").asText(), open, BigDecimal::add);
        }
      }
    }
    assertThat(keys).hasSize((int) snapshot.items());
    snapshot
        .totals()
        .forEach(
            (currency, total) ->
                assertThat(sums.getOrDefault(currency, BigDecimal.ZERO))
                    .isEqualByComparingTo(total));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The sample list as a workbook. */
  private static byte[] workbook() {
    try {
      List<List<Object>> rows =
          new String(LIST, Charset.forName("windows-1252"))
              .lines()
              .map(line -> List.<Object>of((Object[]) line.replace("&", "et").split(";", -1)))
              .toList();
      return ListTest.Xlsx.xlsx(rows);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
