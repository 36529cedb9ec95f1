package io.relance.connector.sage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sage's words as the ledger's records. */
final class Canonical {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final Set<String> BILLING = Set.of("compta", "factur", "règlement", "reglement");
  private static final Map<String, String> COUNTRIES =
      Arrays.stream(Locale.getISOCountries())
          .collect(
              Collectors.toMap(
                  code -> plain(new Locale("", code).getDisplayCountry(Locale.FRENCH)),
                  code -> code,
                  (one, other) -> one));

  private final Access.Given given;

  Canonical(Access.Given given) {
    this.given = given;
  }

  ObjectNode company(String key, Map<String, String> fields) {
    ObjectNode record = NODES.objectNode().put("key", key);
    fields.forEach((field, value) -> put(record, field, value));
    put(record, "country", country(fields.getOrDefault("country", "")));
    return put(record, "currency", given.currency());
  }

  ObjectNode debtor(Party party, Standing standing) {
    ObjectNode record = NODES.objectNode().put("key", party.code());
    put(record, "name", party.name().isEmpty() ? party.code() : party.name());
    put(record, "reference", party.code());
    put(record, "payerKey", party.payer().equals(party.code()) ? "" : party.payer());
    put(record, "siren", siren(party.siret()));
    put(record, "vat", party.vat().replace(" ", ""));
    put(record, "language", language(party.language()));
    put(record, "country", country(party.address().country()));
    put(record, "street", party.address().street());
    put(record, "zip", party.address().zip());
    put(record, "city", party.address().city());
    tags(party, standing).forEach(record.withArray("tags")::add);
    record.put("excluded", party.state().notReminded() || party.state().dormant());
    record.put("business", true);
    record.put("dispute", !standing.doubts().isEmpty());
    party.more().forEach((field, value) -> put(record, field, value));
    return record;
  }

  private static List<String> tags(Party party, Standing standing) {
    List<String> tags = new ArrayList<>();
    if (party.state().dormant()) {
      tags.add("En sommeil");
    }
    if (party.state().blocked()) {
      tags.add("Compte bloqué");
    }
    standing.doubts().forEach(doubt -> tags.add("À vérifier : " + doubt));
    return tags;
  }

  List<ObjectNode> contacts(Party party) {
    List<ObjectNode> records = new ArrayList<>();
    int rank = 0;
    for (Party.Person person : party.people()) {
      ObjectNode record = NODES.objectNode().put("debtor", party.code());
      put(record, "key", party.code() + "|" + rank++);
      put(record, "role", role(person.function()));
      put(record, "name", person.name());
      put(record, "email", person.email());
      put(record, "phone", person.phone());
      put(record, "mobile", person.mobile());
      if (!person.email().isEmpty() || !person.phone().isEmpty() || !person.mobile().isEmpty()) {
        records.add(record);
      }
    }
    return records;
  }

  private static String role(String function) {
    String words = function.toLowerCase(Locale.FRENCH);
    return BILLING.stream().anyMatch(words::contains) ? "billing" : "general";
  }

  ObjectNode item(Party party, Standing.Item item, List<String> doubts) {
    Line line = item.line();
    ObjectNode record = NODES.objectNode().put("key", item.key());
    put(record, "debtor", party.code());
    put(record, "currency", line.value().currency());
    put(record, "kind", kind(item));
    put(record, "number", line.papers().number());
    put(record, "reference", line.papers().reference());
    put(record, "issued", item.issued().toString());
    put(record, "due", due(item).toString());
    put(record, "original", plain(line.value().own()));
    put(record, "open", plain(item.open()));
    put(record, "paymentMethod", line.papers().paymentMethod());
    reminded(line.reminder(), record);
    put(record, "status", doubts.isEmpty() ? item.note() : "held: " + doubts.get(0));
    line.papers().more().forEach((field, value) -> put(record, field, value));
    return record;
  }

  /** How far Sage's own reminders of it went. */
  private static void reminded(Line.Reminder reminder, ObjectNode record) {
    if (reminder.times() > 0) {
      record.put("nativeLevel", reminder.times());
      put(record, "nativeOn", reminder.on() == null ? "" : reminder.on().toString());
    }
  }

  private LocalDate due(Standing.Item item) {
    LocalDate due = item.line().papers().due();
    boolean asked = item.line().value().own().signum() > 0;
    return due == null ? item.issued().plusDays(asked ? given.termDays() : 0) : due;
  }

  private static String kind(Standing.Item item) {
    boolean debit = item.line().value().own().signum() > 0;
    boolean numbered = !item.line().papers().invoice().isEmpty();
    boolean brought = item.line().opening() != Opening.NONE;
    return switch (item.kind()) {
      case SALE -> debit ? "invoice" : "credit";
      case TREASURY -> debit ? "entry" : "payment";
      default -> debit && numbered && brought ? "invoice" : "entry";
    };
  }

  ObjectNode payment(Party party, Standing.Payment payment) {
    ObjectNode record = NODES.objectNode();
    put(record, "key", payment.debit().key() + "<" + payment.credit().key());
    put(record, "item", payment.debit().key());
    put(record, "debtor", party.code());
    put(record, "paidOn", payment.credit().issued().toString());
    put(record, "amount", plain(payment.amount()));
    return put(record, "currency", payment.debit().line().value().currency());
  }

  ObjectNode quote(String key, String debtor, LocalDate sent, BigDecimal amount) {
    ObjectNode record = NODES.objectNode().put("key", key);
    put(record, "debtor", debtor);
    put(record, "currency", given.currency());
    put(record, "number", key);
    put(record, "sentOn", sent.toString());
    put(record, "amount", plain(amount.setScale(2, RoundingMode.HALF_UP)));
    return put(record, "status", "sent");
  }

  static ObjectNode put(ObjectNode record, String field, String value) {
    if (value.isEmpty()) {
      record.remove(field);
    } else {
      record.put(field, value);
    }
    return record;
  }

  private static String plain(BigDecimal amount) {
    return amount.toPlainString();
  }

  private static String siren(String siret) {
    String digits = siret.replaceAll("\\D", "");
    return digits.length() == 9 || digits.length() == 14 ? digits.substring(0, 9) : "";
  }

  private static String language(String code) {
    return code.matches("[A-Za-z]{2}") ? code.toLowerCase(Locale.ROOT) : "";
  }

  /** Two letters, from a country's French name or code; empty when it is neither. */
  static String country(String name) {
    String code = name.strip().toUpperCase(Locale.ROOT);
    return code.matches("[A-Z]{2}") ? code : COUNTRIES.getOrDefault(plain(name), "");
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
