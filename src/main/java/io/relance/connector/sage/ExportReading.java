package io.relance.connector.sage;

import io.relance.connector.file.Report;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export read once from its first line to {@code #FIN}: every record is checked, customers and
 * their lines go into buckets, the small tables stay. What is wrong is listed with its line; then
 * nothing of it is used.
 */
final class ExportReading {
  private static final Pattern FLAG = Pattern.compile("#[A-Z0-9]{3,12}( .*)?");

  /** Letters that no French text has: the file was written in UTF-8 or Windows' own code page. */
  private static final Pattern FOREIGN =
      Pattern.compile("[\\u2500-\\u257F\\u2580-\\u259F\\u00DE\\u00FE]");

  private static final int MOST_FIELDS = 2_500;
  private static final int ENTRY_FIELDS = 38;
  private static final int PARTY_FIELDS = 60;

  private final Access.Given given;
  private final Buckets buckets;
  private final Report report;
  private final Map<String, String> company = new HashMap<>();
  private final NavigableSet<LocalDate> years = new TreeSet<>();
  private final Map<String, JournalKind> journals = new HashMap<>();
  private final Map<Integer, String> modes = new HashMap<>();
  private final Map<Integer, String> currencies = new HashMap<>();
  private final Map<String, Integer> parties = new HashMap<>();
  private final Map<String, Long> named = new TreeMap<>();
  private final Map<String, Long> usedJournals = new TreeMap<>();
  private final Map<Integer, Long> usedCurrencies = new TreeMap<>();
  private String party = "";
  private long entries;

  private ExportReading(Access.Given given, Buckets buckets, Report report) {
    this.given = given;
    this.buckets = buckets;
    this.report = report;
  }

  /** Reads that file; with mistakes in the report it is worthless. */
  static ExportReading of(
      Path file, String encoding, Access.Given given, Buckets buckets, Report report)
      throws IOException {
    ExportReading reading = new ExportReading(given, buckets, report);
    Charset charset = charset(encoding, report);
    if (charset != null) {
      try (var in = Files.newInputStream(file)) {
        reading.read(new ExportLines(in, charset));
      }
      buckets.sealed();
      reading.complete();
    }
    return reading;
  }

  private static @Nullable Charset charset(String name, Report report) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      report.add(0, "encodage inconnu : " + name, "unknown encoding: " + name);
      return null;
    }
  }

  private void read(ExportLines in) throws IOException {
    try {
      String line = in.next();
      if (line == null || !line.matches("#FLG \\d{1,3}")) {
        report.add(
            1,
            "ce n'est pas un export texte Sage 100 : la première ligne n'est pas #FLG",
            "this is no Sage 100 text export: the first line is not #FLG");
        return;
      }
      records(in);
    } catch (ExportLines.TooLong e) {
      report.add(in.number(), "ligne trop longue", "a line longer than any field of Sage");
    }
  }

  private void records(ExportLines in) throws IOException {
    String flag = "#FLG";
    long start = 1;
    List<String> fields = new ArrayList<>();
    for (String line = in.next(); line != null; line = in.next()) {
      if (flag.equals("#FIN")) {
        report.add(in.number(), "des lignes suivent #FIN", "lines follow #FIN");
        return;
      }
      if (!isText(line, in.number())) {
        return;
      }
      if (FLAG.matcher(line).matches()) {
        take(flag, start, fields);
        flag = line.split(" ")[0];
        header(line, in.number());
        start = in.number();
        fields = new ArrayList<>();
      } else if (fields.size() == MOST_FIELDS) {
        report.add(
            in.number(),
            flag + " a trop de champs",
            flag + " has more fields than any record of Sage");
        return;
      } else {
        fields.add(line);
      }
    }
    if (!flag.equals("#FIN")) {
      report.add(
          in.number(),
          "fichier tronqué : #FIN manque à la fin",
          "the file is truncated: #FIN is missing at its end");
    }
  }

  private boolean isText(String line, long number) {
    boolean control = line.chars().anyMatch(c -> c < ' ' && c != '\t');
    if (control || FOREIGN.matcher(line).find()) {
      report.add(
          number,
          "le texte n'est pas dans l'encodage attendu (CP850) : " + line,
          "the text is not in the expected encoding (CP850): " + line);
      return false;
    }
    return true;
  }

  private void header(String line, long number) {
    if (line.startsWith("#VER ") && !line.equals("#VER 31")) {
      report.add(
          number,
          line + " : il faut un export de la Comptabilité (#VER 31)",
          line + ": an export of the accounting module is needed (#VER 31)");
    }
    if (line.startsWith("#DEV ") && !line.equals("#DEV " + given.currency())) {
      report.add(
          number,
          line + " : la devise de tenue réglée est " + given.currency(),
          line + ": the source is set to " + given.currency());
    }
  }

  // --- records

  private void take(String flag, long line, List<String> fields) throws IOException {
    switch (flag) {
      case "#MDOS" -> company(line, fields);
      case "#MDEV" -> currencies(fields);
      case "#MREG" -> modes(fields);
      case "#MCJR" -> journal(line, fields);
      case "#MPCT" -> party(line, fields);
      case "#MCTT" -> buckets.add(new Buckets.Taken(flag, party, line, fields));
      case "#MECG" -> entry(line, fields);
      default -> {} // records that nothing here needs
    }
  }

  private void company(long line, List<String> fields) {
    if (fields.size() < 32) {
      few("#MDOS", line, fields, 32);
      return;
    }
    company.put("name", fields.get(0).strip());
    company.put("street", fields.get(2).strip());
    company.put("zip", fields.get(4).strip());
    company.put("city", fields.get(5).strip());
    company.put("country", fields.get(7).strip());
    company.put("registration", fields.get(9).strip());
    company.put("vat", fields.get(11).replace(" ", ""));
    for (int i = 12; i < 22; i++) {
      LocalDate start = ExportFields.date(fields.get(i));
      if (start != null) {
        years.add(start);
      }
    }
  }

  private void currencies(List<String> fields) {
    for (int i = 0; i * 20 + 6 < fields.size(); i++) {
      currencies.put(i + 1, fields.get(i * 20 + 6).strip());
    }
  }

  private void modes(List<String> fields) {
    for (int i = 0; i * 10 < fields.size(); i++) {
      modes.put(i + 1, fields.get(i * 10).strip());
    }
  }

  private void journal(long line, List<String> fields) {
    if (fields.size() < 4 || !fields.get(3).matches("[0-4]")) {
      report.add(line, "#MCJR sans type de journal", "#MCJR without the journal's type");
    } else {
      journals.put(fields.get(0).strip(), JournalKind.of(Integer.parseInt(fields.get(3))));
    }
  }

  private void party(long line, List<String> fields) throws IOException {
    party = fields.isEmpty() ? "" : fields.get(0).strip();
    if (fields.size() < PARTY_FIELDS || party.isEmpty()) {
      few("#MPCT", line, fields, PARTY_FIELDS);
    } else if (!fields.get(2).matches("[0-3]")
        || !fields.get(49).matches("[01]?")
        || !fields.get(52).matches("[01]?")
        || !fields.get(57).matches(".*@.*|\\s*")) {
      report.add(
          line,
          "#MPCT " + party + " : les champs ne sont pas à leur place (autre version ?)",
          "#MPCT " + party + ": the fields are not where they should be (another version?)");
    } else {
      parties.put(party, Integer.valueOf(fields.get(2)));
      buckets.add(new Buckets.Taken("#MPCT", party, line, fields));
    }
  }

  private void entry(long line, List<String> fields) throws IOException {
    if (fields.size() < ENTRY_FIELDS || fields.size() > ENTRY_FIELDS + 1) {
      few("#MECG", line, fields, ENTRY_FIELDS);
      return;
    }
    String account = fields.get(6).strip();
    String third = fields.get(8).strip();
    if (third.isEmpty() || !given.isCustomers(account)) {
      return;
    }
    ExportFields.check(line, fields, report);
    entries++;
    named.putIfAbsent(third, line);
    usedJournals.putIfAbsent(fields.get(0).strip(), line);
    usedCurrencies.putIfAbsent(ExportFields.number(fields.get(15)), line);
    buckets.add(new Buckets.Taken("#MECG", third, line, fields));
  }

  private void few(String flag, long line, List<String> fields, int wanted) {
    report.add(
        line,
        "%s a %d champs, il en faut %d".formatted(flag, fields.size(), wanted),
        "%s has %d fields, %d are needed".formatted(flag, fields.size(), wanted));
  }

  /** What only the end of the file can tell. */
  private void complete() {
    if (company.getOrDefault("name", "").isEmpty()) {
      report.add(0, "#MDOS manque : quelle société ?", "#MDOS is missing: which company?");
    }
    missing(named, parties.keySet(), "tiers absent (#MPCT)", "third party missing (#MPCT)");
    missing(usedJournals, journals.keySet(), "journal absent (#MCJR)", "journal missing (#MCJR)");
    usedCurrencies.forEach(
        (number, line) -> {
          boolean known = dossier().isKnown(number);
          if (!known) {
            report.add(
                line,
                "devise %d sans code ISO : régler currencies=%d=…".formatted(number, number),
                "currency %d has no ISO code: set currencies=%d=…".formatted(number, number));
          }
        });
  }

  private void missing(Map<String, Long> used, Set<String> there, String french, String english) {
    used.forEach(
        (code, line) -> {
          if (!there.contains(code)) {
            report.add(line, french + " : " + code, english + ": " + code);
          }
        });
  }

  // --- what was read

  Buckets buckets() {
    return buckets;
  }

  boolean isCustomer(String code) {
    return parties.getOrDefault(code, -1) == 0;
  }

  /** How many ledger lines of third parties it holds on the accounts that count. */
  long entries() {
    return entries;
  }

  Dossier dossier() {
    return new Dossier(company, journals, modes, currencies, years, given);
  }
}
