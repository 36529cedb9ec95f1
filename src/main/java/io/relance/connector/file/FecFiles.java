package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the kamelets of connectors/fec call: the parameters, and FEC files as records. */
public final class FecFiles implements Format {
  private static final Pattern CLOSING = Pattern.compile("(?i).*FEC(\\d{8}).*");

  private final Drop drop = new Drop();
  private List<String> receivables = List.of("411");
  private Set<String> openings = Set.of();
  private String currency = "EUR";
  private String encoding = "auto";
  private String terms = "30";

  public Drop getDrop() {
    return drop;
  }

  /** Beginnings of the accounts of customers, comma-separated. */
  public void setReceivables(String receivables) {
    this.receivables = words(receivables);
  }

  /** Codes of the journals that open a year, comma-separated. */
  public void setOpenings(String openings) {
    this.openings =
        words(openings).stream()
            .map(code -> code.toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  public void setCurrency(String currency) {
    this.currency = currency.strip();
  }

  /** A charset's name, or {@code auto}. */
  public void setEncoding(String encoding) {
    this.encoding = encoding.strip();
  }

  /** Terms of customers without any, see {@link Terms}. */
  public void setTerms(String terms) {
    this.terms = terms.strip();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  /** Puts the pages of the newest file into the body, an iterator. */
  public void sweep(Exchange exchange) {
    Iterator<Spool.Sheet> pages = new FileSweep(drop, this, exchange).pages();
    exchange.getMessage().setBody(pages);
  }

  /** Puts what the folder lacks into the body. */
  public void probe(Exchange exchange) {
    rules();
    String company = exchange.getProperty("company", "", String.class);
    exchange.getMessage().setBody(new FileProbe(drop, company).answer(name(), List.of()));
  }

  @Override
  public String name() {
    return "FEC";
  }

  @Override
  public Snapshot read(Arrival file, @Nullable Stamp known, Sides sides, Spool spool, Report report)
      throws IOException {
    FecRules rules = rules();
    try (FecBook book = new FecBook()) {
      FecReader.read(file, rules, book, report);
      String closing = closing(file.name());
      if (report.isEmpty() && known != null) {
        shrunken(file, known, book, closing);
      }
      if (!report.isEmpty()) {
        return new Snapshot(0, Map.of(), Map.of());
      }
      Snapshot read = FecLedger.write(book, rules, sides, spool);
      Map<String, String> facts =
          Map.of(
              "lines",
              String.valueOf(book.lines()),
              "closing",
              closing,
              "last",
              String.valueOf(book.last()));
      return new Snapshot(read.items(), read.totals(), facts);
    }
  }

  private FecRules rules() {
    Optional<Terms> standing = Terms.of(terms);
    if (standing.isEmpty()) {
      throw misconfigured("terms=" + terms, "write 30, 45 FDM or 30 FDM 10");
    }
    if (!encoding.equals("auto") && Encoding.named(encoding).isEmpty()) {
      throw misconfigured(
          "encoding=" + encoding, "write auto, UTF-8, windows-1252, ISO-8859-15 or CP850");
    }
    return new FecRules(receivables, openings, currency, encoding, standing.get());
  }

  private static SourceTrouble misconfigured(String what, String remedy) {
    return new SourceTrouble(Kind.MISCONFIGURED, what + " is not understood: " + remedy);
  }

  private static String closing(String name) {
    Matcher matcher = CLOSING.matcher(name);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** A ledger of one year only grows: fewer lines are an older copy, or one cut at an entry. */
  private static void shrunken(Arrival file, Stamp known, FecBook book, String closing) {
    Map<String, String> before = known.facts();
    int year = closing.compareTo(before.getOrDefault("closing", ""));
    long lines = Long.parseLong(before.getOrDefault("lines", "0"));
    String last = before.getOrDefault("last", "");
    boolean less = book.lines() < lines || String.valueOf(book.last()).compareTo(last) < 0;
    if (year < 0 || (year == 0 && less)) {
      throw new SourceTrouble(
          Kind.OLDER,
          "%s shows less than %s did: closing %s, %d lines to %s after closing %s, %d lines to %s. It may be cut or an older export; take it out of the folder if so."
              .formatted(
                  file.name(),
                  known.name(),
                  closing,
                  book.lines(),
                  book.last(),
                  before.getOrDefault("closing", ""),
                  lines,
                  last));
    }
  }
}
