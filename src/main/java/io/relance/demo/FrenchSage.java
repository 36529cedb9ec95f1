package io.relance.demo;

import io.relance.demo.SageLedger.Carry;
import io.relance.demo.SageLedger.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A believable French ledger for the simulated Sage 100, the trade of the second company of {@link
 * FrenchLedger}: thirty customers, some ninety lines over two years with the opening between them,
 * the same for the same day. One customer is the real company that {@link FrenchLedger} knows as
 * "Bureau d'études Calvet": same SIRET and VAT number, written otherwise.
 */
public final class FrenchSage {
  /** Days late, one after the other over all invoices; negative = still to come. */
  private static final int[] LATE = {
    6, -14, 33, 11, -9, 3, 19, -22, 48, 12, -10, 4, 31, 0, -5, 75, 10, -17, 3, 27, -30, 36, 5, 9
  };

  /** Place of the shared debtor in FrenchLedger's list. */
  private static final int CALVET = 39;

  private record Sale(String party, String number, LocalDate day, LocalDate due, String amount) {}

  private final SageLedger sage;
  private final LocalDate today;
  private final List<String> codes = new ArrayList<>();
  private final List<Sale> sales = new ArrayList<>();

  private FrenchSage(SageLedger sage, LocalDate today) {
    this.sage = sage;
    this.today = today;
  }

  /** Fills an empty simulated Sage 100, as of that day. */
  public static void fill(SimulatedSage100 sage, LocalDate today) {
    FrenchSage ledger = new FrenchSage(sage.ledger(), today);
    ledger.company();
    ledger.customers();
    ledger.plan();
    ledger.post();
    ledger.events();
    ledger.quotes();
  }

  private void company() {
    int eight = 52_118_604;
    sage.company(
        "Relance Services, négoce",
        FrenchLedger.siret(eight),
        FrenchLedger.vat(FrenchLedger.siren(eight)),
        today.getYear() - 2);
  }

  private void customers() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      customer(i, lines.get(i).split("\\|"));
    }
    sage.party("SIEGE", "Groupe Saône Nautique SA", 0, Map.of("CT_EMail", "siege@saone.example"));
    sage.party("FOURNI", "Fournitures Générales", 1, Map.of());
  }

  private void customer(int i, String[] words) {
    int eight = words[0].equals("CALVET") ? 38_000_000 + 271_829 * (CALVET + 1) : eight(i);
    Map<String, Object> row = new HashMap<>();
    row.put("CT_Adresse", words[2]);
    row.put("CT_CodePostal", words[3]);
    row.put("CT_Ville", words[4]);
    row.put("CT_Siret", FrenchLedger.siret(eight));
    row.put("CT_Identifiant", FrenchLedger.vat(FrenchLedger.siren(eight)));
    row.put("CT_Telephone", "03 80 99 %02d %02d".formatted(i, i * 7 % 100));
    if (i % 11 != 4) {
      row.put("CT_EMail", "contact@" + words[5] + ".example");
    }
    if (i == 8) {
      row.put("CT_NotRappel", 1);
    }
    if (i == 15) {
      row.put("CT_Sommeil", 1);
    }
    if (words[0].equals("SAONE")) {
      row.put("CT_NumPayeur", "SIEGE");
    }
    sage.party(words[0], words[1], 0, row);
    if (i % 4 == 1) {
      sage.contact(
          words[0],
          Map.of(
              "CT_Nom", "Service comptabilité",
              "CT_Prenom", "",
              "CT_Fonction", "Comptabilité fournisseurs",
              "CT_EMail", "compta@" + words[5] + ".example"));
    }
    codes.add(words[0]);
  }

  private static int eight(int i) {
    return 50_200_000 + 161_803 * (i + 1);
  }

  private void plan() {
    for (int i = 0; i < codes.size(); i++) {
      for (int n = 0; n < 2 + i % 2; n++) {
        int late = LATE[sales.size() % LATE.length];
        LocalDate due = today.minusDays(codes.get(i).equals("CALVET") ? 20 + 9L * n : late);
        String number = "F%06d".formatted(260_400 + sales.size());
        sales.add(new Sale(codes.get(i), number, due.minusDays(30), due, amount(sales.size())));
      }
    }
    sales.sort(Comparator.comparing(Sale::day));
  }

  /** The old year, its opening, the new year. */
  private void post() {
    LocalDate year = today.withDayOfYear(1);
    paidLastYear(year.minusMonths(4));
    sales.stream().filter(sale -> sale.day().isBefore(year)).forEach(this::post);
    oldDebt(year.minusMonths(2));
    sage.openYear(year, Carry.DETAIL);
    sales.stream().filter(sale -> !sale.day().isBefore(year)).forEach(this::post);
  }

  private void post(Sale sale) {
    sage.sale(sale.party(), sale.number(), sale.day(), sale.due(), sale.amount());
  }

  private void paidLastYear(LocalDate day) {
    for (int i = 0; i < 6; i++) {
      String party = codes.get(i);
      long sold = sage.sale(party, "F25" + i, day, day.plusDays(30), "480.00");
      sage.letter("A", sold, sage.receipt(party, "VIR25" + i, day.plusDays(28), "480.00"));
    }
  }

  /** One that Sage itself reminded of twice, and one that went to the doubtful account. */
  private void oldDebt(LocalDate day) {
    sage.remind(
        sage.sale("FERRIER", "F259001", day, day.plusDays(30), "1850.00"), 2, day.plusDays(75));
    sage.post(
        new Entry(
            "4160000",
            "HUGUENIN",
            "OD",
            day,
            "OD17",
            "F259002",
            day.plusDays(30),
            new BigDecimal("640.20"),
            0,
            null));
  }

  private void events() {
    partial("ALSATEX", "a", "200.00");
    partial("GALLAND", "a", "350.00");
    long paid = row("CASTEL");
    sage.letter("A", paid, sage.receipt("CASTEL", "VIR901", today.minusDays(3), amountOf(paid)));
    sage.creditNote("CARNOT", "AV2607", today.minusDays(12), "96.40");
    sage.receipt("LEMOINE", "VIR902", today.minusDays(2), "1500.00");
    sage.post(
        new Entry(
            "4110000",
            "DUCRET",
            "VEN",
            today.minusDays(45),
            "FX001",
            "FX001",
            today.minusDays(15),
            new BigDecimal("910.00"),
            2,
            new BigDecimal("1000.00")));
    bill("PERRAUD", "LCR77", today.plusDays(12), "2400.00");
    bounced("NOBLET");
    sage.post(
        new Entry(
            "4110000",
            "VALLON",
            "SIT",
            today.minusDays(5),
            "SIMU",
            "SIMU",
            today.minusDays(1),
            new BigDecimal("999.99"),
            0,
            null));
    sage.sale("FOURNI", "FF12", today.minusDays(60), today.minusDays(30), "75.00");
  }

  private void partial(String party, String code, String amount) {
    sage.letter(code, row(party), sage.receipt(party, "ACPT" + party, today.minusDays(8), amount));
  }

  private void bill(String party, String number, LocalDate due, String amount) {
    sage.post(
        new Entry(
            "4130000",
            party,
            "OD",
            today.minusDays(20),
            number,
            number,
            due,
            new BigDecimal(amount),
            0,
            null));
  }

  /**
   * Paid and lettered, then the cheque came back: the letter is taken off, the debt is booked
   * again.
   */
  private void bounced(String party) {
    long sold = row(party);
    String amount = amountOf(sold);
    long paid = sage.receipt(party, "CHQ55", today.minusDays(9), amount);
    sage.letter("A", sold, paid);
    sage.unletter(sold, paid);
    long back =
        sage.post(
            new Entry(
                "4110000",
                party,
                "BQ1",
                today.minusDays(4),
                "IMP55",
                "",
                null,
                new BigDecimal(amount),
                0,
                null));
    sage.letter("B", paid, back);
  }

  private void quotes() {
    int[] sent = {3, 6, 9, 14, 21};
    for (int i = 0; i < sent.length; i++) {
      sage.quote(
          "DE%05d".formatted(700 + i),
          codes.get(i * 5 + 2),
          today.minusDays(sent[i]),
          new BigDecimal(amount(300 + i)).multiply(BigDecimal.valueOf(4)));
    }
  }

  /** A customer's oldest invoice of this year, as it stands now. */
  private long row(String party) {
    return sage.rows("F_ECRITUREC").stream()
        .filter(row -> party.equals(row.get("CT_Num")))
        .filter(row -> isOfThisYear(row.get("JM_Date")))
        .filter(row -> ((Number) row.get("EC_Sens")).intValue() == 0)
        .map(row -> ((Number) row.get("cbMarq")).longValue())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(party + " has no invoice"));
  }

  private boolean isOfThisYear(@Nullable Object month) {
    return month instanceof java.sql.Timestamp stamp
        && stamp.toLocalDateTime().getYear() == today.getYear();
  }

  private String amountOf(long row) {
    return sage.rows("F_ECRITUREC").stream()
        .filter(line -> ((Number) line.get("cbMarq")).longValue() == row)
        .map(line -> ((BigDecimal) line.get("EC_Montant")).setScale(2).toPlainString())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no line " + row));
  }

  /** Between 90 and some 5,000 euros, most of them small. */
  private static String amount(int n) {
    long spread = (n * 6_151L + 50_021L) % 1000;
    return BigDecimal.valueOf(9_000 + spread * spread * spread / 2_000 + n * 53L % 100, 2)
        .toPlainString();
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(FrenchSage.class.getResourceAsStream("/demo/sage/customers.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
