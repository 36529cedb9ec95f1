package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.Intake;
import io.relance.flow.Merging;
import io.relance.ledger.Guards;
import io.relance.ledger.Source;
import io.relance.store.HeldSweepStore;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.OutwardStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop folder, the shipped list kamelet, routes/pull and routes/ledger, and the real ledger. */
class PullFilesTest extends ShippedRoute {
  private static final Instant START = Instant.parse("2026-01-15T08:00:00Z");

  @TempDir static Path drop;
  private Duration passed = Duration.ZERO;

  @Override
  protected String file() {
    return "pull";
  }

  @Override
  protected List<String> files() {
    return List.of("pull", "ledger");
  }

  @Override
  protected Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return Clock.fixed(instant(), zone);
      }

      @Override
      public Instant instant() {
        return START.plus(passed == null ? Duration.ZERO : passed);
      }
    };
  }

  @Override
  protected void bind(Registry registry) {
    JournalStore journal = new JournalStore(database);
    registry.bind(
        "intake",
        new Intake(
            new LedgerStore(database, Guards.usual()),
            new OutwardStore(database, journal, clock()),
            alerts,
            clock(),
            List.of(new Source("lists", "file", List.of("1"), Set.of(), 3))));
    registry.bind("merging", new Merging(database, journal, alerts, clock(), List.of()));
    registry.bind("writeBack", new Untold());
  }

  /** Nobody is told anything of files. */
  public static final class Untold {
    public void afterMerge(long company) {}
  }

  @Override
  protected Properties useOverridePropertiesWithPropertiesComponent() {
    Properties properties = super.useOverridePropertiesWithPropertiesComponent();
    properties.put("camel.kamelet.file-sweep.lists-sweep.folder", drop.toString());
    return properties;
  }

  @BeforeEach
  void loadKamelet() throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveResource(
                context,
                "file:" + Path.of("connectors/file/file-sweep.kamelet.yaml").toAbsolutePath()));
    try (Stream<Path> left = Files.walk(drop)) {
      for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!path.equals(drop)) {
          Files.delete(path);
        }
      }
    }
  }

  /** A list of that many invoices of 10 each. */
  private static String list(int invoices) {
    StringBuilder list =
        new StringBuilder(
            "Code client;Raison sociale;N° facture;Référence;Date facture;Échéance;Montant TTC;Solde;Devise;Commercial;E-mail\n");
    for (int n = 1; n <= invoices; n++) {
      list.append(
          "C%d;Client %d;F%d;;01/01/2026;31/01/2026;10,00;10,00;EUR;;\n"
              .formatted(n % 3, n % 3, n));
    }
    return list.append("Total général;;;;;;;%d,00;EUR;;\n".formatted(10 * invoices)).toString();
  }

  private void drop(String content) throws IOException {
    Path file = Files.writeString(drop.resolve("1-list.csv"), content);
    Files.setLastModifiedTime(file, FileTime.from(START.plus(passed)));
  }

  private void pull() {
    passed = passed.plus(Duration.ofMinutes(70));
    template.send("direct:pull", exchange -> exchange.setProperty("source", "lists"));
  }

  private long open() {
    return Long.parseLong(column("select count(*)::text from item where open <> 0").get(0));
  }

  private String feed(String what) {
    return String.valueOf(column("select (" + what + ")::text from feed").get(0));
  }

  private List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(drop.resolve(below))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReadOnceAndArchivedWhenTheLedgerHoldsIt() throws IOException {
    drop(list(4));
    pull();
    assertThat(open()).isEqualTo(4);
    assertThat(names(".")).contains("1-list.csv");
    assertThat(feed("swept_at at time zone 'UTC'")).isEqualTo("2026-01-15 08:00:00");
    pull();
    assertThat(names(".")).containsExactly("processed");
    assertThat(column("select state from sweep")).containsExactly("whole");

    drop(list(3));
    pull();
    assertThat(open()).as("what is absent from a whole list is settled").isEqualTo(3);
  }

  @Test
  void aHeldFileStaysAndIsReadAgainOnceReleased() throws IOException {
    drop(list(40));
    pull();
    drop(list(10));
    pull();
    assertThat(open()).as("30 of 40 would vanish").isEqualTo(40);
    assertThat(alerts.list()).singleElement().asString().contains("would vanish at once");
    pull();
    assertThat(open()).as("held again, the file still there").isEqualTo(40);
    assertThat(names(".")).contains("1-list.csv");

    HeldSweepStore held = new HeldSweepStore(database, new JournalStore(database), clock());
    held.release("lists", "1", held.get("lists", "1").id(), "claire", "a big payment run");
    pull();
    assertThat(open()).isEqualTo(10);
    assertThat(alerts.list()).isEmpty();
    pull();
    assertThat(names(".")).containsExactly("processed");
  }

  @Test
  void aRefusedFileChangesNothingAndNothingLeavesBeforeAGoodOne() throws IOException {
    drop(list(4));
    pull();
    pull();
    drop(list(4).replace("Total général;;;;;;;40", "Total général;;;;;;;41"));
    pull();
    assertThat(open()).isEqualTo(4);
    assertThat(feed("doubted")).isEqualTo("true");
    assertThat(names("rejected")).containsExactly("1-list.csv", "1-list.csv.report.txt");
    pull();
    assertThat(feed("doubted")).as("nothing new proves nothing").isEqualTo("true");
    assertThat(alerts.list()).hasSize(1);
    drop(list(5));
    pull();
    assertThat(feed("doubted")).isEqualTo("false");
    assertThat(open()).isEqualTo(5);
    assertThat(alerts.list()).isEmpty();
  }
}
