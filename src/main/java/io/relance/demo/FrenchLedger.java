package io.relance.demo;

import io.relance.demo.OdooLedger.Term;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A believable French ledger for the simulated Odoo: forty debtors of two companies, some 120 open
 * items, the same for the same day. Due dates are spread so that every step of a J-10/J+3/J+10/J+30
 * ladder occurs; names and addresses are invented, mail domains end in .example.
 */
public final class FrenchLedger {
  /** Days late, one after the other over all invoices; negative = still to come. */
  private static final int[] LATE = {
    -10, 3, 31, -25, 10, 5, -9, 45, 12, -4, 33, 0, 8, -10, 62, 4, -18, 15, 30, -7, 90, 3, 11, -30
  };

  /** Debtors who owe only what is still to come. */
  private static final Set<Integer> PATIENT = Set.of(11, 21, 26, 33);

  /** Debtors of the policy "steady": two have no e-mail and get letters. */
  private static final Set<Integer> STEADY = Set.of(3, 12, 17, 22);

  /** The debtor who contests everything. */
  private static final int CONTESTS_ALL = 23;

  /** When this Odoo was made, whenever it is started: it is the same one then. */
  private static final LocalDateTime BORN = LocalDateTime.of(2024, 1, 2, 8, 0);

  private static final String[] TOKENS = {"7c1e", "a94b", "52d0", "e86f", "19b3"};

  private final OdooLedger odoo;
  private final LocalDate today;
  private final List<Integer> customers = new ArrayList<>();
  private final List<Integer> companies = new ArrayList<>();
  private final Map<String, Integer> tags = new HashMap<>();
  private final List<Integer> users = new ArrayList<>();
  private int france;
  private int invoices;

  private FrenchLedger(OdooLedger odoo, LocalDate today) {
    this.odoo = odoo;
    this.today = today;
  }

  /** Fills an empty simulated Odoo, as of that day. Company keys are 1 and 2. */
  public static void fill(SimulatedOdoo odoo, LocalDate today) {
    FrenchLedger ledger = new FrenchLedger(odoo.ledger(), today);
    ledger.smallTables();
    ledger.companies();
    ledger.customers();
    for (int i = 0; i < ledger.customers.size(); i++) {
      ledger.invoices(i);
    }
    ledger.quotes();
    ledger.events();
  }

  private void smallTables() {
    for (String currency : List.of("EUR", "USD")) {
      int id = odoo.insert("res.currency", Map.of("name", currency));
      odoo.update("res.currency", id, Map.of("create_date", BORN));
    }
    france = odoo.insert("res.country", Map.of("name", "France", "code", "FR"));
    for (String name :
        List.of("Claire Fontenay", "Hugo Bernard", "Inès Caradec", "Marc Vasseur", "Relance")) {
      String login =
          name.equals("Relance") ? "connector" : name.split(" ")[0].toLowerCase(Locale.ROOT);
      users.add(odoo.insert("res.users", Map.of("name", name, "login", login, "share", false)));
    }
    for (String tag : List.of("VIP", "Grand compte", "Ne pas relancer", "steady")) {
      tags.put(tag, odoo.insert("res.partner.category", Map.of("name", tag)));
    }
  }

  private void companies() {
    company(
        "Relance Équipement SAS",
        "18 rue de la Part-Dieu",
        "69003",
        "Lyon",
        41_902_337,
        "FR7630006000011234567890189",
        "AGRIFRPP",
        "comptabilite@relance-equipement.example",
        "+33 4 72 00 00 10");
    company(
        "Relance Services SARL",
        "7 cours de l'Intendance",
        "33000",
        "Bordeaux",
        52_118_604,
        "FR1420041010050500013M02606",
        "PSSTFRPPXXX",
        "comptabilite@relance-services.example",
        "+33 5 56 00 00 20");
  }

  private void company(
      String name,
      String street,
      String zip,
      String city,
      int siren,
      String iban,
      String bic,
      String email,
      String phone) {
    Map<String, Object> address = new HashMap<>();
    address.put("name", name);
    address.put("street", street);
    address.put("zip", zip);
    address.put("city", city);
    address.put("country_id", france);
    address.put("vat", vat(siren(siren)));
    address.put("company_registry", siret(siren));
    address.put("email", email);
    address.put("phone", phone);
    Map<String, Object> partner = new HashMap<>(address);
    partner.put("lang", "fr_FR");
    partner.put("tz", "Europe/Paris");
    partner.put("type", "contact");
    partner.put("is_company", true);
    int itself = odoo.insert("res.partner", partner);
    Map<String, Object> company = new HashMap<>(address);
    company.put("currency_id", 1);
    company.put("partner_id", itself);
    companies.add(odoo.insert("res.company", company));
    odoo.insert(
        "res.partner.bank",
        Map.of("sanitized_acc_number", iban, "bank_bic", bic, "partner_id", itself));
  }

  // --- debtors

  private void customers() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      customers.add(customer(i, lines.get(i).split("\\|")));
    }
  }

  private int customer(int i, String[] words) {
    String domain = words[4] + ".example";
    int siren = 38_000_000 + 271_829 * (i + 1);
    Map<String, Object> row = new HashMap<>();
    row.put("name", words[0]);
    row.put("ref", "C%04d".formatted(1001 + i));
    row.put("street", words[1]);
    row.put("zip", words[2]);
    row.put("city", words[3]);
    row.put("country_id", france);
    row.put("lang", i % 13 == 10 ? "en_US" : "fr_FR");
    row.put("vat", vat(siren(siren)));
    row.put("company_registry", siret(siren));
    row.put("siret", siret(siren));
    row.put("is_company", true);
    row.put("type", "contact");
    row.put("user_id", users.get(i % 4));
    String line = i % 3 == 1 ? "+33 6 99 10 %02d %02d" : "+33 1 99 00 %02d %02d";
    row.put("phone", line.formatted(i, (i * 7) % 100));
    row.put(
        "category_id",
        i == 8
            ? List.of(tag("Ne pas relancer"))
            : STEADY.contains(i)
                ? List.of(tag("steady"))
                : i % 10 == 4 ? List.of(tag("Grand compte")) : List.<Integer>of());
    if (i % 14 != 3) {
      row.put("email", "contact@" + domain);
    }
    if (i == 14) {
      row.put("active", false);
    }
    int id = odoo.insert("res.partner", row);
    if (i % 3 == 0 && i % 14 != 3) {
      odoo.insert(
          "res.partner",
          Map.of(
              "name", "Service comptabilité",
              "type", "invoice",
              "email", "compta@" + domain,
              "lang", "fr_FR",
              "parent_id", id));
    }
    return id;
  }

  private Integer tag(String name) {
    return Objects.requireNonNull(tags.get(name), name);
  }

  // --- what they owe

  private void invoices(int i) {
    for (int n = 0; n < 2 + i % 3 / 2 + i % 2; n++) {
      int late = PATIENT.contains(i) ? -6 - 4 * n : LATE[invoices % LATE.length];
      int company = companies.get(i >= 30 || i == 6 ? 1 : 0);
      String currency = i % 13 == 10 ? "USD" : "EUR";
      BigDecimal amount = amount(invoices);
      LocalDate due = today.minusDays(late);
      boolean instalments = invoices % 9 == 4;
      List<Term> terms =
          instalments
              ? List.of(
                  new Term(due, share(amount, 30)),
                  new Term(due.plusDays(30), share(amount, 30)),
                  new Term(
                      due.plusDays(60),
                      amount.subtract(share(amount, 30)).subtract(share(amount, 30))))
              : List.of(new Term(due, amount));
      invoices++;
      LocalDate issued = due.minusDays(30);
      String number = "FAC/%d/%05d".formatted(issued.getYear(), invoices);
      int move = odoo.invoice(company, customers.get(i), number, issued, currency, terms);
      odoo.update(
          "account.move",
          move,
          Map.of(
              "ref",
              "BC-" + (4200 + 3 * invoices),
              "invoice_user_id",
              users.get(i % 4),
              "partner_bank_id",
              companies.indexOf(company) + 1,
              "access_token",
              token(invoices)));
      if (i == CONTESTS_ALL) {
        odoo.block(move);
      }
    }
  }

  private void events() {
    odoo.block(nth(5));
    odoo.block(nth(38));
    odoo.noFollowup(nth(52));
    odoo.pay(nth(8), today.minusDays(6), new BigDecimal("250.00"));
    odoo.pay(nth(21), today.minusDays(2), new BigDecimal("400.00"));
    odoo.pay(nth(30), today.minusDays(12));
    odoo.credit(nth(33), "RFAC/%d/00003".formatted(today.getYear()), today.minusDays(9));
    odoo.cancel(nth(44));
    odoo.creditNote(
        1,
        customers.get(2),
        "RFAC/%d/00001".formatted(today.getYear()),
        today.minusDays(15),
        "EUR",
        new BigDecimal("180.00"));
    odoo.creditNote(
        1,
        customers.get(19),
        "RFAC/%d/00002".formatted(today.getYear()),
        today.minusDays(4),
        "EUR",
        new BigDecimal("96.40"));
    odoo.paymentOnAccount(
        1, customers.get(12), today.minusDays(3), "EUR", new BigDecimal("1500.00"));
  }

  /** The id of the n-th invoice: journal entries are numbered in the order they were made. */
  private static int nth(int n) {
    return n;
  }

  private void quotes() {
    int[] sent = {2, 5, 8, 9, 13, 14, 20, 27};
    for (int i = 0; i < sent.length; i++) {
      LocalDate day = today.minusDays(sent[i]);
      Map<String, Object> quote = new HashMap<>();
      quote.put("name", "DEV%05d".formatted(310 + i));
      quote.put("state", i == 7 ? "sale" : "sent");
      quote.put("date_order", day.atTime(9, 30));
      quote.put("validity_date", day.plusDays(30).toString());
      quote.put("amount_total", amount(500 + i).multiply(BigDecimal.valueOf(3)));
      quote.put("currency_id", 1);
      quote.put("partner_id", customers.get(i * 4 + 1));
      quote.put("user_id", users.get(i % 4));
      quote.put("company_id", companies.get(0));
      quote.put("access_url", "/my/orders/" + (i + 1));
      quote.put("access_token", token(900 + i));
      odoo.insert("sale.order", quote);
    }
  }

  /** Between 84 and some 9,000 euros, most of them small. */
  private static BigDecimal amount(int n) {
    long spread = (n * 7919L + 104_729L) % 1000;
    long cents = 8_400 + spread * spread * spread / 1_200 + n * 37L % 100;
    return BigDecimal.valueOf(cents, 2);
  }

  private static BigDecimal share(BigDecimal amount, int percent) {
    return amount.multiply(BigDecimal.valueOf(percent, 2)).setScale(2, RoundingMode.HALF_UP);
  }

  private static String token(int n) {
    return "%s%04x-%s".formatted(TOKENS[n % TOKENS.length], n, TOKENS[n * 3 % TOKENS.length]);
  }

  // --- French registration numbers, with their check digits

  static String siren(int eight) {
    return eight + String.valueOf(luhn(String.valueOf(eight)));
  }

  static String siret(int eight) {
    String first = siren(eight) + "0001";
    return first + luhn(first);
  }

  static String vat(String siren) {
    long key = (12 + 3 * (Long.parseLong(siren) % 97)) % 97;
    return "FR%02d%s".formatted(key, siren);
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit * 2 : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return (10 - sum % 10) % 10;
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(FrenchLedger.class.getResourceAsStream("/demo/customers.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
