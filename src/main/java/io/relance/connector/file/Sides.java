package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of contacts and terms beside the ledger: a CSV with a line per contact, keyed on the
 * customer's code. Its columns are found by name, in French or English; a cell may be empty.
 */
final class Sides {
  private static final Map<String, String> COLUMNS = columns();
  private static final Set<String> OF_CONTACT =
      Set.of("email", "phone", "mobile", "contact", "role");
  private static final Map<String, String> ROLES =
      Map.ofEntries(
          Map.entry("billing", "billing"),
          Map.entry("facturation", "billing"),
          Map.entry("comptabilite", "billing"),
          Map.entry("dunning", "dunning"),
          Map.entry("relance", "dunning"),
          Map.entry("executive", "executive"),
          Map.entry("direction", "executive"),
          Map.entry("general", "general"),
          Map.entry("", "billing"));
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{2}");

  private final Map<String, Side> byCode = new HashMap<>();
  private final Report report;
  private @Nullable Header header;

  private Sides(Report report) {
    this.report = report;
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("code", "code,codeclient,compauxnum,compte,client,debtor,key");
    columns.put("name", "nom,name,raisonsociale");
    columns.put("siren", "siren,siret");
    columns.put("vat", "tva,vat,numtva,tvaintracommunautaire");
    columns.put("email", "email,mail,courriel");
    columns.put("phone", "telephone,tel,phone");
    columns.put("mobile", "portable,mobile");
    columns.put("contact", "contact,interlocuteur");
    columns.put("role", "role,fonction");
    columns.put("terms", "conditions,delai,terms");
    columns.put("iban", "iban");
    columns.put("language", "langue,language");
    columns.put("country", "pays,country");
    columns.put("street", "adresse,rue,street");
    columns.put("zip", "codepostal,cp,zip");
    columns.put("city", "ville,city");
    columns.put("category", "categorie,category");
    columns.put("paymentMethod", "modereglement,reglement,paymentmethod");
    columns.put("salesperson", "commercial,salesperson");
    columns.put("policy", "strategie,policy");
    columns.put("excluded", "nepasrelancer,exclu,excluded");
    return columns;
  }

  /** Nothing beside the ledger. */
  static Sides none() {
    return new Sides(new Report());
  }

  /**
   * Reads it whole.
   *
   * @param report takes every mistake
   */
  static Sides read(Path file, Report report) throws IOException {
    Sides sides = new Sides(report);
    Charset charset = Encoding.of(file, report);
    if (report.isEmpty()) {
      char separator = Header.separator(Header.line(file, charset));
      try (InputStream in = Encoding.open(file)) {
        Separated.read(Encoding.reader(in, charset), separator, '"', report, sides::take);
      }
      if (sides.byCode.isEmpty()) {
        report.add(0, "aucune ligne sous l'en-tête", "no line below its header: was it cut?");
      }
    }
    return sides;
  }

  Side of(String code) {
    return byCode.getOrDefault(code, Side.NONE);
  }

  private void take(CsvRecord record) {
    if (header == null) {
      header = new Header(record.getFields());
      header.checkNames(record.getFields(), COLUMNS.values(), report);
      if (place("code") < 0) {
        report.add(
            1, "la colonne du code client manque", "the column of the customer's code is missing");
      }
    } else if (header.checkSize(record, report)) {
      customer(record);
    }
  }

  private int place(String field) {
    return header == null ? -1 : header.place(COLUMNS.getOrDefault(field, "").split(","));
  }

  private void customer(CsvRecord record) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String field : COLUMNS.keySet()) {
      int place = place(field);
      String value = place < 0 ? "" : record.getField(place).strip();
      if (!value.isEmpty()) {
        facts.put(field, value);
      }
    }
    String code = facts.remove("code");
    if (code == null) {
      if (!facts.isEmpty()) {
        mistake(record, "code client vide", "no customer code");
      }
      return;
    }
    Optional<Terms> terms = terms(record, facts.remove("terms"));
    Map<String, String> contact = contact(record, facts);
    check(record, facts);
    byCode.merge(
        code,
        new Side(facts, contact.isEmpty() ? List.of() : List.of(contact), terms),
        Sides::together);
  }

  private Optional<Terms> terms(CsvRecord record, @Nullable String text) {
    Optional<Terms> terms = text == null ? Optional.empty() : Terms.of(text);
    if (text != null && terms.isEmpty()) {
      mistake(
          record,
          "conditions « %s » : écrire 30, 45 FDM ou 30 FDM 10".formatted(text),
          "terms \"%s\": write 30, 45 FDM or 30 FDM 10".formatted(text));
    }
    return terms;
  }

  private Map<String, String> contact(CsvRecord record, Map<String, String> facts) {
    Map<String, String> contact = new LinkedHashMap<>();
    boolean any = false;
    for (String field : OF_CONTACT) {
      String value = facts.remove(field);
      if (value != null) {
        contact.put(field.equals("contact") ? "name" : field, value);
        any |= !field.equals("role");
      }
    }
    String role = ROLES.get(Header.plain(contact.getOrDefault("role", "")));
    if (role == null) {
      mistake(
          record,
          "fonction « %s » : facturation, relance, direction ou général"
              .formatted(contact.get("role")),
          "role \"%s\": billing, dunning, executive or general".formatted(contact.get("role")));
    } else {
      contact.put("role", role);
    }
    String email = contact.get("email");
    if (email != null && !EMAIL.matcher(email).matches()) {
      mistake(
          record,
          "« %s » n'est pas une adresse".formatted(email),
          "\"%s\" is no address".formatted(email));
    }
    return any ? contact : Map.of();
  }

  private void check(CsvRecord record, Map<String, String> facts) {
    for (String field : List.of("language", "country")) {
      String value = facts.get(field);
      if (value != null && !CODE.matcher(value).matches()) {
        mistake(
            record,
            "« %s » : deux lettres (fr, FR)".formatted(value),
            "\"%s\": give two letters (fr, FR)".formatted(value));
      }
    }
    facts.computeIfPresent("language", (f, v) -> v.toLowerCase(Locale.ROOT));
    facts.computeIfPresent("country", (f, v) -> v.toUpperCase(Locale.ROOT));
    facts.computeIfPresent("siren", (f, v) -> siren(v));
    String excluded = facts.remove("excluded");
    if (excluded != null
        && Set.of("oui", "o", "yes", "y", "true", "vrai", "1", "x")
            .contains(Header.plain(excluded))) {
      facts.put("excluded", "true");
    }
  }

  /** A SIRET begins with the SIREN. */
  private static String siren(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.length() == 14 ? digits.substring(0, 9) : digits;
  }

  private static Side together(Side first, Side next) {
    Map<String, String> facts = new LinkedHashMap<>(next.facts());
    facts.putAll(first.facts());
    List<Map<String, String>> contacts = new ArrayList<>(first.contacts());
    next.contacts().stream().filter(c -> !contacts.contains(c)).forEach(contacts::add);
    return new Side(facts, contacts, first.terms().or(next::terms));
  }

  private void mistake(CsvRecord record, String french, String english) {
    report.add(record.getStartingLineNumber(), french, english);
  }
}
