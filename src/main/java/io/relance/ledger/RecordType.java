package io.relance.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The canonical records and their fields ({@code !} = required), in the order of their staging
 * table's columns (sql/ledger/staging.sql).
 */
public enum RecordType {
  COMPANY(
      "key! name vat registration street zip city country:code iban bic phone email language:code"
          + " zone:zone currency:currency"),
  DEBTOR(
      "key! name! reference legalKey payerKey siren vat language:code country:code street zip city"
          + " category tags:texts salesperson paymentMethod policy excluded:flag holdUntil:date"
          + " business:maybe nativeLevel:number nativeOn:date dispute:flag"),
  CONTACT(
      "debtor! key! role!:billing|dunning|executive|general name email phone mobile language:code"
          + " noMail:flag noCall:flag"),
  ITEM(
      "key! document debtor! currency!:currency kind!:invoice|credit|payment|entry number reference"
          + " issued:date due!:date original!:money open!:money paymentMethod dispute:flag"
          + " noFollowup:flag inPayment:flag expectedOn:date paymentLink documentLink salesperson"
          + " iban status nativeLevel:number nativeOn:date"),
  PAYMENT("key! item debtor paidOn!:date amount!:money currency!:currency"),
  QUOTE(
      "key! debtor! currency!:currency number sentOn:date validUntil:date amount!:money salesperson"
          + " status!:sent|accepted|refused|expired lastActivity:date link"),
  DOCUMENT("key!");

  private final List<Field> fields;
  private final Map<String, Integer> places = new HashMap<>();

  RecordType(String grammar) {
    fields = Arrays.stream(grammar.split(" ")).map(Field::of).toList();
    for (Field field : fields) {
      places.put(field.name(), places.size());
    }
  }

  /** The type of that name, as in the header relanceType. */
  public static Optional<RecordType> find(String name) {
    return Arrays.stream(values()).filter(type -> type.text().equals(name)).findFirst();
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<Field> fields() {
    return fields;
  }

  /** The field's place in its record, -1 when there is no such field. */
  public int place(String field) {
    return places.getOrDefault(field, -1);
  }
}
