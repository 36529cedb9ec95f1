package io.relance.demo;

import io.relance.demo.AxelorLedger.Bill;
import io.relance.demo.AxelorLedger.Term;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A believable French ledger for the simulated Axelor: the workshop of the first company of {@link
 * FrenchLedger} and thirty debtors, some eighty instalments, the same for the same day. One debtor
 * is the real company that {@link FrenchLedger} knows as "Cabinet Delmas Architectes": same SIREN
 * and VAT number, written otherwise.
 */
public final class FrenchAxelor {
  /** Days late, one after the other over all invoices; negative = still to come. */
  private static final int[] LATE = {
    4, -12, 34, 11, -8, 3, 18, -20, 47, 12, -10, 31, 6, -5, 70, 10, -15, 3, 25, -30, 38, 5, 9
  };

  /** When this Axelor was made, whenever it is started: it is the same one then. */
  private static final Instant BORN = Instant.parse("2024-01-02T08:00:00Z");

  /** Place of the shared debtor in FrenchLedger's list. */
  private static final int DELMAS = 5;

  private static final int FIRST = 900;

  private final AxelorLedger axelor;
  private final LocalDate today;
  private final List<Long> partners = new ArrayList<>();
  private long company;
  private long country;
  private long french;
  private int bills;

  private FrenchAxelor(AxelorLedger axelor, LocalDate today) {
    this.axelor = axelor;
    this.today = today;
  }

  /** Fills an empty simulated Axelor, as of that day. Company keys are 1 and 2. */
  public static void fill(SimulatedAxelor axelor, LocalDate today) {
    FrenchAxelor ledger = new FrenchAxelor(axelor.ledger(), today);
    ledger.smallTables();
    ledger.company = ledger.company("Relance Équipement, atelier", "ATEL", 41_902_337);
    long other = ledger.company("Axel Services SARL", "AXSE", 51_377_208);
    ledger.debtors();
    for (int i = 0; i < ledger.partners.size(); i++) {
      ledger.bills(i);
    }
    ledger.bill(other, ledger.partners.get(1), "EUR", today.minusDays(9), Map.of());
    ledger.events();
    ledger.quotes();
  }

  private void smallTables() {
    for (String code : List.of("EUR", "USD")) {
      axelor.insert("base.Currency", Map.of("name", code, "code", code, "codeISO", code));
    }
    country = axelor.insert("base.Country", Map.of("name", "FRANCE", "alpha2Code", "FR"));
    french = axelor.insert("base.Localization", Map.of("name", "Français", "code", "fr_FR"));
    axelor.insert("base.PartnerCategory", Map.of("name", "Industrie", "code", "IND"));
    axelor.insert("base.PartnerCategory", Map.of("name", "Services", "code", "SERV"));
    axelor.insert("auth.User", Map.of("name", "Nadia Roche", "code", "nroche"));
    axelor.insert("auth.User", Map.of("name", "Yann Le Goff", "code", "ylegoff"));
    axelor.insert(
        "account.PaymentMode", Map.of("name", "Virement", "code", "IN_TRF", "typeSelect", 9));
    axelor.insert(
        "account.PaymentMode", Map.of("name", "Prélèvement", "code", "IN_DD", "typeSelect", 2));
    axelor.insert(
        "account.Account",
        Map.of(
            "code",
            "411000",
            "name",
            "Clients",
            "label",
            "411000 - Clients",
            "useForPartnerBalance",
            true));
  }

  private long company(String name, String code, int siren) {
    long bank =
        axelor.insert(
            "base.BankDetails",
            Map.of(
                "iban",
                "FR7630004000031234567890143",
                "bank",
                axelor.insert("base.Bank", Map.of("code", "BNPAFRPP", "fullName", "BNP"))));
    Map<String, Object> partner = new HashMap<>(address("25 rue des Établis", "44000", "Nantes"));
    partner.put("name", name);
    partner.put("fullName", name);
    partner.put("partnerTypeSelect", 1);
    partner.put("registrationCode", FrenchLedger.siret(siren));
    partner.put("taxNbr", FrenchLedger.vat(FrenchLedger.siren(siren)));
    partner.put("emailAddress", email("comptabilite@atelier-axel.example"));
    partner.put("fixedPhone", "+33 2 40 00 00 30");
    partner.put("localization", french);
    long itself = axelor.insert("base.Partner", partner);
    return axelor.insert(
        "base.Company",
        Map.of(
            "createdOn", BORN,
            "name", name,
            "code", code,
            "currency", 1L,
            "timezone", "Europe/Paris",
            "partner", itself,
            "defaultBankDetails", bank));
  }

  private Map<String, Object> address(String street, String zip, String city) {
    long id =
        axelor.insert(
            "base.Address",
            Map.of(
                "streetName",
                street,
                "zip",
                zip,
                "city",
                city,
                "country",
                country,
                "fullName",
                street + " " + zip + " " + city));
    return Map.of("mainAddress", id);
  }

  private long email(String address) {
    return axelor.insert("message.EmailAddress", Map.of("address", address, "name", address));
  }

  // --- debtors

  private void debtors() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split("\\|");
      int siren = 39_500_000 + 314_159 * (i + 1);
      partners.add(debtor(i, words, FrenchLedger.siret(siren), FrenchLedger.siren(siren)));
    }
    int delmas = 38_000_000 + 271_829 * (DELMAS + 1);
    String[] words = {
      "CABINET DELMAS - ARCHITECTES SARL",
      "9, quai de Tounis",
      "31000",
      "TOULOUSE",
      "delmas-architectes"
    };
    partners.add(
        debtor(lines.size(), words, FrenchLedger.siret(delmas), FrenchLedger.siren(delmas)));
  }

  private long debtor(int i, String[] words, String siret, String siren) {
    Map<String, Object> row = new HashMap<>(address(words[1], words[2], words[3]));
    row.put("partnerSeq", "P%04d".formatted(101 + i));
    row.put("name", words[0]);
    row.put("fullName", words[0]);
    row.put("simpleFullName", words[0]);
    row.put("partnerTypeSelect", 1);
    row.put("isCustomer", true);
    row.put("registrationCode", siret);
    row.put("siren", siren);
    row.put("taxNbr", FrenchLedger.vat(siren));
    row.put("partnerCategory", (long) (1 + i % 2));
    row.put("localization", french);
    row.put("user", (long) (1 + i % 2));
    row.put("fixedPhone", "+33 1 99 10 %02d %02d".formatted(i, (i * 13) % 100));
    if (i % 10 != 6) {
      row.put("emailAddress", email("contact@" + words[4] + ".example"));
    }
    long id = axelor.insert("base.Partner", row);
    if (i % 4 == 1 || i == lines().size()) {
      contact(id, words[4]);
    }
    return id;
  }

  private void contact(long partner, String domain) {
    axelor.insert(
        "base.Partner",
        Map.of(
            "name", "Besson",
            "firstName", "Julie",
            "fullName", "Julie Besson",
            "simpleFullName", "Julie Besson",
            "partnerTypeSelect", 2,
            "isContact", true,
            "mainPartner", partner,
            "mobilePhone", "+33 6 99 10 20 30",
            "emailAddress", email("compta@" + domain + ".example")));
  }

  // --- what they owe

  private void bills(int i) {
    for (int n = 0; n < 2 + i % 2; n++) {
      LocalDate due = today.minusDays(LATE[bills % LATE.length]);
      Map<String, Object> more =
          i == 9 ? Map.of("thirdPartyPayerPartner", partners.get(5)) : Map.of();
      bill(company, partners.get(i), i == 13 ? "USD" : "EUR", due, more);
    }
  }

  private long bill(
      long creditor, long partner, String currency, LocalDate due, Map<String, Object> more) {
    BigDecimal amount = amount(bills);
    List<Term> terms =
        bills % 8 == 3
            ? List.of(
                new Term(due, half(amount)),
                new Term(due.plusDays(30), amount.subtract(half(amount))))
            : List.of(new Term(due, amount));
    bills++;
    LocalDate issued = due.minusDays(30);
    String number =
        "FC%02d%02d-%04d".formatted(issued.getYear() % 100, issued.getMonthValue(), FIRST + bills);
    return axelor.invoice(new Bill(creditor, partner, number, issued, currency, terms, more));
  }

  private void events() {
    axelor.pay(2, today.minusDays(5), new BigDecimal("120.00"));
    axelor.pay(7, today.minusDays(8));
    axelor.cancelPayment(axelor.pay(12, today.minusDays(6)));
    axelor.block(15);
    axelor.update("account.InvoiceTerm", 20, Map.of("pfpValidateStatusSelect", 3));
    axelor.update("account.InvoiceTerm", 24, Map.of("isHoldBack", true));
    axelor.blockPartner(partners.get(17), company, today.plusDays(20));
    axelor.cancel(33);
    axelor.creditNote(
        new Bill(
            company,
            partners.get(4),
            "AV-0007",
            today.minusDays(12),
            "EUR",
            List.of(new Term(today.minusDays(12), new BigDecimal("75.00"))),
            Map.of()));
    axelor.onAccount(company, partners.get(21), today.minusDays(3), new BigDecimal("640.00"));
    axelor.entry(
        new Bill(
            company,
            partners.get(2),
            "OD-2231",
            today.minusDays(60),
            "EUR",
            List.of(new Term(today.minusDays(28), new BigDecimal("318.20"))),
            Map.of()));
    axelor.draft(
        new Bill(
            company,
            partners.get(3),
            "",
            today.minusDays(1),
            "EUR",
            List.of(new Term(today.plusDays(29), new BigDecimal("90.00"))),
            Map.of()));
  }

  private void quotes() {
    int[] ages = {3, 9, 14, 40};
    for (int i = 0; i < ages.length; i++) {
      LocalDate day = today.minusDays(ages[i]);
      axelor.insert(
          "sale.SaleOrder",
          Map.of(
              "saleOrderSeq",
              "DV%05d".formatted(771 + i),
              "clientPartner",
              partners.get(3 * i + 2),
              "company",
              company,
              "currency",
              1L,
              "creationDate",
              day,
              "endOfValidityDate",
              day.plusDays(30),
              "inTaxTotal",
              amount(300 + i).multiply(BigDecimal.TEN),
              "statusSelect",
              i == 2 ? 3 : 2,
              "salespersonUser",
              (long) (1 + i % 2)));
    }
  }

  /** Between 95 and some 8,000 euros, most of them small. */
  private static BigDecimal amount(int n) {
    long spread = (n * 6007L + 50_021L) % 1000;
    return BigDecimal.valueOf(9_500 + spread * spread * spread / 1_300 + n * 41L % 100, 2);
  }

  private static BigDecimal half(BigDecimal amount) {
    return amount.divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP);
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(
            FrenchAxelor.class.getResourceAsStream("/demo/axelor-customers.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
