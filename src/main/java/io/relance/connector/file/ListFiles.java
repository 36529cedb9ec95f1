package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the kamelets of connectors/file call: the parameters, and lists as records. */
public final class ListFiles implements Format {
  private final Drop drop = new Drop();
  private Path layout = Path.of("");
  private String terms = "30";

  public Drop getDrop() {
    return drop;
  }

  /** The YAML file that says which column is what. */
  public void setLayout(String layout) {
    this.layout = Path.of(layout.strip());
  }

  /** Terms of customers without any, where no column says what is due when. */
  public void setTerms(String terms) {
    this.terms = terms.strip();
  }

  /** Puts the pages of the newest file into the body, an iterator. */
  public void sweep(Exchange exchange) {
    exchange.getMessage().setBody(new FileSweep(drop, this, exchange).pages());
  }

  /** Puts what the folder lacks into the body. */
  public void probe(Exchange exchange) {
    ListLayout read = ListLayout.read(drop.at(layout));
    standing();
    String company = exchange.getProperty("company", "", String.class);
    List<String> unproven =
        read.total().isEmpty()
            ? List.of("nothing proves that a list is whole: the layout names no total")
            : List.of();
    exchange.getMessage().setBody(new FileProbe(drop, company).answer(name(), unproven));
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public Snapshot read(Arrival file, @Nullable Stamp known, Sides sides, Spool spool, Report report)
      throws IOException {
    ListLayout read = ListLayout.read(drop.at(layout));
    ListReader reader = new ListReader(read, standing(), sides, spool, report);
    if (Workbook.is(file.path())) {
      Workbook.read(
          file.path(), read.sheet(), report, row -> sheet(new SheetRow(row, read), reader, report));
    } else {
      text(file, read, reader, report);
    }
    Snapshot snapshot = report.isEmpty() ? reader.whole() : new Snapshot(0, Map.of(), Map.of());
    if (report.isEmpty() && !Sha256.of(file.path()).equals(file.sha256())) {
      report.add(0, "modifié pendant sa lecture", "changed while it was read");
    }
    return snapshot;
  }

  private static void sheet(SheetRow row, ListReader reader, Report report) {
    String formula = row.layout().formulas() ? "" : row.formula();
    if (!formula.isEmpty()) {
      report.add(
          row.line(),
          "%s est une formule ou une erreur : coller les valeurs, ou formulas: cached"
              .formatted(formula),
          "%s is a formula or an error: paste values, or formulas: cached".formatted(formula));
    }
    reader.take(row);
  }

  private static void text(Arrival file, ListLayout layout, ListReader reader, Report report)
      throws IOException {
    Charset found = Encoding.of(file.path(), report);
    if (report.isEmpty()) {
      Charset charset = Encoding.named(layout.encoding()).orElse(found);
      char separator =
          layout.separator().isEmpty()
              ? Header.separator(Header.line(file.path(), charset))
              : layout.separator().charAt(0);
      try (InputStream in = Encoding.open(file.path())) {
        Separated.read(
            Encoding.reader(in, charset),
            separator,
            '"',
            report,
            record -> reader.take(new CsvRow(record, layout)));
      }
    }
  }

  private Terms standing() {
    Optional<Terms> read = Terms.of(terms);
    return read.orElseThrow(
        () ->
            new SourceTrouble(
                Kind.MISCONFIGURED,
                "terms=" + terms + " is not understood: write 30, 45 FDM or 30 FDM 10"));
  }
}
