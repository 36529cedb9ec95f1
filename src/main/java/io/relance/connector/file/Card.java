package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who the creditor is, for no ledger file says it: a CSV with a line per company. */
final class Card {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("key", "key,cle,code,societe,company"),
          Map.entry("name", "name,nom,raisonsociale"),
          Map.entry("vat", "vat,tva,numtva"),
          Map.entry("registration", "registration,siren,siret"),
          Map.entry("street", "street,adresse,rue"),
          Map.entry("zip", "zip,cp,codepostal"),
          Map.entry("city", "city,ville"),
          Map.entry("country", "country,pays"),
          Map.entry("iban", "iban"),
          Map.entry("bic", "bic"),
          Map.entry("phone", "phone,telephone,tel"),
          Map.entry("email", "email,mail,courriel"),
          Map.entry("language", "language,langue"),
          Map.entry("zone", "zone,fuseau"),
          Map.entry("currency", "currency,devise"));

  private final String company;
  private final Report report;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private @Nullable Header header;

  private Card(String company, Report report) {
    this.company = company;
    this.report = report;
  }

  /** The record of that company; no more than its key when the file does not know it. */
  static Map<String, String> read(Path file, String company, Report report) throws IOException {
    Card card = new Card(company, report);
    Charset charset = Encoding.of(file, report);
    if (report.isEmpty()) {
      char separator = Header.separator(Header.line(file, charset));
      try (InputStream in = Encoding.open(file)) {
        Separated.read(Encoding.reader(in, charset), separator, '"', report, card::take);
      }
      if (card.facts.isEmpty()) {
        report.add(
            0,
            "aucune ligne pour la société %s (colonne key)".formatted(company),
            "no line for the company %s (column key)".formatted(company));
      }
    }
    return card.facts;
  }

  private void take(CsvRecord record) {
    if (header == null) {
      header = new Header(record.getFields());
      header.checkNames(record.getFields(), COLUMNS.values(), report);
    } else if (header.checkSize(record, report) && company.equals(field(header, record, "key"))) {
      for (String field : COLUMNS.keySet()) {
        String value = field(header, record, field);
        if (!value.isEmpty()) {
          facts.put(field, value);
        }
      }
    }
  }

  private static String field(Header header, CsvRecord record, String field) {
    int place = header.place(COLUMNS.getOrDefault(field, "").split(","));
    return place < 0 ? "" : record.getField(place).strip();
  }
}
