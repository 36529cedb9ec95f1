package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.demo.AxelorLedger;
import io.relance.demo.AxelorLedger.Bill;
import io.relance.demo.AxelorLedger.Term;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.stories.StoryClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped kamelets against the simulated Axelor, over real sockets. */
class AxelorConnectorTest {
  private static final LocalDate TODAY = AxelorStreet.TODAY;

  /** Partners of the simulated Axelor: the two companies' own come first. */
  private static final long DEBTOR = 3;

  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));
  private SimulatedAxelor axelor;
  private AxelorLedger ledger;
  private AxelorStreet street;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    ledger = axelor.ledger();
    FrenchAxelor.fill(axelor, TODAY);
    later();
    street = AxelorStreet.to(axelor);
  }

  @AfterEach
  void stop() {
    street.close();
    axelor.close();
  }

  private void later() {
    clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
  }

  private void delta(String cursor) throws Exception {
    street.run("delta", null, Map.of("cursor", cursor));
  }

  private Map<?, ?> recheck(String... keys) throws Exception {
    return (Map<?, ?>) street.run("recheck", List.of(keys), Map.of());
  }

  private long bill(Map<String, Object> more, Term... terms) {
    return ledger.invoice(new Bill(1, DEBTOR, "FC-TEST", TODAY, "EUR", List.of(terms), more));
  }

  private static Term term(int due, String amount) {
    return new Term(TODAY.plusDays(due), new BigDecimal(amount));
  }

  private String only(long invoice) {
    return String.valueOf(ledger.termsOf(invoice).get(0));
  }

  @Test
  void aSweepBringsAsManyAsAxelorCounts() throws Exception {
    street.sweep();
    assertThat(street.lastClose()).containsEntry("items", street.openItems());
    assertThat(street.openItems()).isBetween(75L, 95L);
    assertThat(street.records("debtor")).hasSizeGreaterThanOrEqualTo(29);
    assertThat(street.records("company"))
        .first()
        .satisfies(
            company ->
                assertThat(company)
                    .containsEntry("name", "Relance Équipement, atelier")
                    .containsEntry("iban", "FR7630004000031234567890143")
                    .containsEntry("zone", "Europe/Paris")
                    .containsEntry("currency", "EUR"));
    assertThat(street.lastClose().get("clock")).isEqualTo("2026-11-23T10:00:00Z");
  }

  @Test
  void eachCompanyIsReadByItself() throws Exception {
    street.sweep();
    var first = street.items().keySet();
    street.run("sweep", null, Map.of("company", "2"));
    assertThat(street.items().keySet()).hasSize(2).doesNotContainAnyElementsOf(first);
  }

  @Test
  void instalmentsAreItemsOfTheirOwn() throws Exception {
    long invoice = bill(Map.of(), term(-10, "100.00"), term(20, "50.50"));
    street.sweep();
    List<Long> terms = ledger.termsOf(invoice);
    assertThat(street.item(terms.get(0)))
        .containsEntry("document", String.valueOf(invoice))
        .containsEntry("number", "FC-TEST/1")
        .containsEntry("due", TODAY.minusDays(10).toString())
        .containsEntry("open", "100")
        .containsEntry("kind", "invoice");
    assertThat(street.item(terms.get(1))).containsEntry("open", "50.5");
  }

  @Test
  void aCreditNoteIsNegativeThoughAxelorKeepsNoSign() throws Exception {
    long note =
        ledger.creditNote(
            new Bill(1, DEBTOR, "AV-1", TODAY, "EUR", List.of(term(0, "75.00")), Map.of()));
    street.sweep();
    assertThat(street.item(only(note)))
        .containsEntry("open", "-75")
        .containsEntry("kind", "credit");
  }

  /** Whether or not Axelor makes an instalment of it: once, in sweep, delta and re-read. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void moneyReceivedOnAccountIsReadOnceAndNegative(boolean withTerm) throws Exception {
    if (!withTerm) {
      ledger.receiptsWithoutTerms();
    }
    String cursor = street.sweep();
    long before = street.openItems();
    later();
    long line = ledger.onAccount(1, DEBTOR, TODAY, new BigDecimal("40.00"));
    List<Long> terms = ledger.ids("account.InvoiceTerm", "moveLine", line);
    assertThat(terms).hasSize(withTerm ? 1 : 0);
    String key = withTerm ? String.valueOf(terms.get(0)) : "l" + line;
    delta(cursor);
    received(street.records("item"), key);
    received((List<?>) recheck(key, "l" + line).get("item"), key);
    street.sweep();
    received(
        street.records("item").stream().filter(one -> isOfForty(one)).distinct().toList(), key);
    assertThat(street.openItems()).isEqualTo(before + 1);
    assertThat(street.lastClose()).containsEntry("items", before + 1);
  }

  private static boolean isOfForty(Map<String, Object> item) {
    return "-40".equals(item.get("open"));
  }

  private static void received(List<?> items, String key) {
    assertThat(items)
        .singleElement()
        .satisfies(
            item ->
                assertThat(((Map<?, ?>) item).entrySet())
                    .extracting(Object::toString)
                    .contains(
                        "key=" + key,
                        "debtor=" + DEBTOR,
                        "open=-40",
                        "original=-40",
                        "kind=payment",
                        "currency=EUR",
                        "due=" + TODAY));
  }

  @Test
  void aReceiptWithoutDueDateIsDueTheDayItCame() throws Exception {
    long line = ledger.onAccount(1, DEBTOR, TODAY.minusDays(2), new BigDecimal("40.00"));
    long term = ledger.ids("account.InvoiceTerm", "moveLine", line).get(0);
    Map<String, Object> none = new HashMap<>();
    none.put("dueDate", null);
    ledger.update("account.InvoiceTerm", term, none);
    street.sweep();
    assertThat(street.item(term)).containsEntry("due", TODAY.minusDays(2).toString());
  }

  @Test
  void aThirdPartyThatPaysIsTheDebtor() throws Exception {
    long payer = ledger.ids("base.Partner", "name", "Galerie Marceau").get(0);
    long invoice = bill(Map.of("thirdPartyPayerPartner", payer), term(-10, "10.00"));
    street.sweep();
    assertThat(street.item(only(invoice))).containsEntry("debtor", String.valueOf(payer));
    assertThat(street.debtor(payer)).containsEntry("name", "Galerie Marceau");
  }

  @Test
  void foreignMoneyIsWhatTheInvoiceSays() throws Exception {
    long invoice =
        ledger.invoice(
            new Bill(1, DEBTOR, "FC-USD", TODAY, "USD", List.of(term(-3, "110.00")), Map.of()));
    street.sweep();
    assertThat(street.item(only(invoice)))
        .containsEntry("currency", "USD")
        .containsEntry("open", "110");
  }

  @Test
  void anEntryWithoutInvoiceIsOwedADraftIsNot() throws Exception {
    street.sweep();
    assertThat(street.records("item"))
        .extracting(item -> item.get("kind") + " " + item.get("number") + " " + item.get("open"))
        .contains("entry OD-2231 318.2");
    long draft =
        ledger.draft(new Bill(1, DEBTOR, "", TODAY, "EUR", List.of(term(5, "1.00")), Map.of()));
    street.sweep();
    assertThat(street.items()).doesNotContainKey(only(draft));
  }

  @Test
  void eachHoldHasItsFlagAndItsWords() throws Exception {
    Map<String, Long> held = new HashMap<>();
    for (String why :
        List.of(
            "block", "term", "litigation", "doubtful", "lost", "pending", "ignored", "archived")) {
      held.put(why, bill(Map.of(), term(-9, "10.00")));
    }
    ledger.block(held.get("block"));
    long blocked = ledger.termsOf(held.get("term")).get(0);
    ledger.update("account.InvoiceTerm", blocked, Map.of("debtRecoveryBlockingOk", true));
    long litigation = ledger.termsOf(held.get("litigation")).get(0);
    ledger.update("account.InvoiceTerm", litigation, Map.of("pfpValidateStatusSelect", 3));
    ledger.update("account.Invoice", held.get("doubtful"), Map.of("doubtfulCustomerOk", true));
    ledger.update("account.Invoice", held.get("lost"), Map.of("irrecoverableStatusSelect", 1));
    ledger.update("account.Invoice", held.get("pending"), Map.of("hasPendingPayments", true));
    long move = (Long) ledger.values("account.Invoice", held.get("ignored")).get("move");
    ledger.update("account.Move", move, Map.of("ignoreInDebtRecoveryOk", true));
    long archived = ledger.termsOf(held.get("archived")).get(0);
    ledger.update("account.InvoiceTerm", archived, Map.of("archived", true));
    street.sweep();
    Map<String, String> words = new HashMap<>();
    held.forEach((why, id) -> words.put(why, flags(street.item(only(id)))));
    assertThat(words)
        .containsEntry("block", "noFollowup invoice blocked")
        .containsEntry("term", "noFollowup instalment blocked")
        .containsEntry("litigation", "dispute")
        .containsEntry("doubtful", "noFollowup doubtful customer")
        .containsEntry("lost", "noFollowup irrecoverable")
        .containsEntry("pending", "inPayment")
        .containsEntry("ignored", "noFollowup entry ignored in debt recovery")
        .containsEntry("archived", "noFollowup archived");
  }

  private static String flags(Map<String, Object> item) {
    StringBuilder flags = new StringBuilder();
    for (String flag : List.of("dispute", "noFollowup", "inPayment")) {
      flags.append(Boolean.TRUE.equals(item.get(flag)) ? flag + " " : "");
    }
    return flags.append(item.get("status") == null ? "" : item.get("status")).toString().strip();
  }

  @Test
  void aBlockedPartnerIsHeldUntilItsDayOrExcluded() throws Exception {
    List<Long> customers = ledger.ids("base.Partner", "isCustomer", true);
    ledger.blockPartner(customers.get(0), 1, TODAY.plusDays(9));
    ledger.blockPartner(customers.get(1), 1, null);
    ledger.blockPartner(customers.get(2), 2, null);
    ledger.blockPartner(customers.get(3), 1, TODAY.minusDays(1));
    street.sweep();
    assertThat(street.debtor(customers.get(0)))
        .containsEntry("holdUntil", TODAY.plusDays(9).toString())
        .containsEntry("excluded", false);
    assertThat(street.debtor(customers.get(1))).containsEntry("excluded", true);
    for (long free : customers.subList(2, 4)) {
      assertThat(street.debtor(free))
          .containsEntry("excluded", false)
          .doesNotContainKey("holdUntil");
    }
  }

  /** Empty comes as null, as an empty list or not at all: it blocks for every company. */
  @Test
  void aBlockingOfNoCompanyIsOfAll() throws Exception {
    List<Long> customers = ledger.ids("base.Partner", "isCustomer", true);
    for (int i = 0; i < 3; i++) {
      Map<String, Object> none = new HashMap<>();
      none.put("companySet", i == 0 ? List.of() : null);
      ledger.update("base.Blocking", ledger.blockPartner(customers.get(i), 1, null), none);
    }
    street.sweep();
    for (long blocked : customers.subList(0, 3)) {
      assertThat(street.debtor(blocked)).containsEntry("excluded", true);
    }
  }

  @Test
  void theLevelAxelorReachedIsTheStart() throws Exception {
    long method = ledger.insert("account.DebtRecoveryMethod", Map.of("name", "B2B"));
    long line = 0;
    for (int sequence : List.of(10, 20)) {
      line =
          ledger.insert(
              "account.DebtRecoveryMethodLine",
              Map.of("sequence", sequence, "debtRecoveryMethod", method));
    }
    ledger.insert(
        "account.DebtRecovery",
        Map.of(
            "partner",
            DEBTOR,
            "company",
            1L,
            "debtRecoveryMethodLine",
            line,
            "debtRecoveryDate",
            TODAY.minusDays(20)));
    street.sweep();
    assertThat(street.debtor(DEBTOR))
        .containsEntry("nativeLevel", 2)
        .containsEntry("nativeOn", TODAY.minusDays(20).toString());
  }

  @Test
  void legalIdsAddressesAndContactsCome() throws Exception {
    street.sweep();
    assertThat(street.records("debtor"))
        .filteredOn(debtor -> debtor.get("name").equals("CABINET DELMAS - ARCHITECTES SARL"))
        .singleElement()
        .satisfies(
            delmas ->
                assertThat(delmas)
                    .containsEntry("siren", "396309742")
                    .containsEntry("language", "fr")
                    .containsEntry("city", "TOULOUSE")
                    .containsEntry("country", "FR")
                    .containsEntry("business", true));
    assertThat(street.records("contact"))
        .extracting(contact -> contact.get("role") + " " + contact.get("email"))
        .contains(
            "general compta@delmas-architectes.example",
            "general contact@delmas-architectes.example");
    assertThat(street.records("contact")).anyMatch(contact -> !contact.containsKey("email"));
  }

  @Test
  void aContactNamedOnAnInvoiceIsForBilling() throws Exception {
    long contact =
        ledger.insert(
            "base.Partner",
            Map.of(
                "name", "Roy", "fullName", "Anne Roy", "isContact", true, "mainPartner", DEBTOR));
    bill(Map.of("contactPartner", contact), term(-1, "5.00"));
    street.sweep();
    assertThat(street.records("contact"))
        .anySatisfy(
            one ->
                assertThat(one)
                    .containsEntry("key", String.valueOf(contact))
                    .containsEntry("debtor", String.valueOf(DEBTOR))
                    .containsEntry("role", "billing"));
  }

  @Test
  void quotesAreSentUntilSomethingBecameOfThem() throws Exception {
    String cursor = street.sweep();
    assertThat(street.records("quote"))
        .extracting(quote -> quote.get("number"))
        .contains("DV00771");
    assertThat(street.records("quote"))
        .extracting(quote -> quote.get("status"))
        .contains("expired");
    long quote = ledger.ids("sale.SaleOrder", "saleOrderSeq", "DV00771").get(0);
    later();
    ledger.update("sale.SaleOrder", quote, Map.of("statusSelect", 3));
    delta(cursor);
    assertThat(street.records("quote"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one)
                    .containsEntry("number", "DV00771")
                    .containsEntry("status", "accepted"));
  }

  @Test
  void aDeltaBringsPaymentsAndWhatTheySettled() throws Exception {
    long invoice = bill(Map.of(), term(-10, "100.00"), term(20, "50.00"));
    String cursor = street.sweep();
    later();
    ledger.pay(invoice, TODAY, new BigDecimal("120.00"));
    delta(cursor);
    List<Long> terms = ledger.termsOf(invoice);
    assertThat(street.open(terms.get(0))).isZero();
    assertThat(street.open(terms.get(1))).isEqualByComparingTo("30");
    assertThat(street.records("payment"))
        .extracting(one -> one.get("amount"))
        .containsExactly("100", "20");
    assertThat(street.records("document")).anyMatch(one -> one.get("key").equals("" + invoice));
  }

  @Test
  void aPaymentIsSeenThoughUpdatesAreNotDated() throws Exception {
    ledger.stopAuditing();
    long invoice = bill(Map.of(), term(-10, "100.00"));
    String cursor = street.sweep();
    later();
    ledger.pay(invoice, TODAY);
    delta(cursor);
    assertThat(street.open(only(invoice))).isZero();
  }

  @Test
  void aCancelledPaymentOpensItAgain() throws Exception {
    long invoice = bill(Map.of(), term(-10, "100.00"));
    long payment = ledger.pay(invoice, TODAY);
    String cursor = street.sweep();
    assertThat(street.open(only(invoice))).isZero();
    later();
    ledger.cancelPayment(payment);
    delta(cursor);
    assertThat(street.open(only(invoice))).isEqualByComparingTo("100");
  }

  @Test
  void aCancelledInvoiceIsNamedWithoutItems() throws Exception {
    long invoice = bill(Map.of(), term(-10, "100.00"));
    String cursor = street.sweep();
    later();
    ledger.cancel(invoice);
    delta(cursor);
    assertThat(street.items()).doesNotContainKey(only(invoice));
    assertThat(street.records("document")).anyMatch(one -> one.get("key").equals("" + invoice));
  }

  /** A mark that goes down would look like an older copy of the database. */
  @Test
  void theMarkDoesNotGoDownWhenTheNewestInvoiceIsCancelled() throws Exception {
    clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
    long invoice = bill(Map.of(), term(-10, "100.00"));
    String cursor = street.sweep();
    assertThat(street.lastClose()).containsEntry("mark", "2026-11-24");
    later();
    ledger.cancel(invoice);
    delta(cursor);
    assertThat(street.lastClose()).containsEntry("mark", "2026-11-24");
    street.run("sweep", null, Map.of("known", cursor));
    assertThat(street.lastClose()).containsEntry("mark", "2026-11-24");
    assertThat((String) street.lastClose().get("cursor")).contains("|2026-11-24|");
    ledger.delete("account.InvoiceTerm", ledger.termsOf(invoice).get(0));
    street.run("sweep", null, Map.of("known", cursor));
    assertThat(street.lastClose()).containsEntry("mark", "2026-11-23");
  }

  @Test
  void aReReadFindsThePaidTheBlockedAndTheHiddenNotTheCancelled() throws Exception {
    long paid = bill(Map.of(), term(-10, "100.00"));
    long blocked = bill(Map.of(), term(-10, "100.00"));
    long archived = bill(Map.of(), term(-10, "100.00"));
    long cancelled = bill(Map.of(), term(-10, "100.00"));
    ledger.receiptsWithoutTerms();
    long line = ledger.onAccount(1, DEBTOR, TODAY, new BigDecimal("40.00"));
    street.sweep();
    ledger.pay(paid, TODAY);
    ledger.block(blocked);
    long term = ledger.termsOf(archived).get(0);
    ledger.update("account.InvoiceTerm", term, Map.of("archived", true));
    ledger.cancel(cancelled);
    ledger.blockPartner(DEBTOR, 1, null);
    Map<?, ?> found =
        recheck(only(paid), only(blocked), only(archived), only(cancelled), "l" + line, "999999");
    assertThat((List<?>) found.get("item"))
        .extracting(item -> ((Map<?, ?>) item).get("key") + " " + ((Map<?, ?>) item).get("open"))
        .containsExactly(
            only(paid) + " 0",
            only(blocked) + " 100",
            only(archived) + " 100",
            "l" + line + " -40");
    assertThat((List<?>) found.get("debtor"))
        .singleElement()
        .satisfies(debtor -> assertThat(((Map<?, ?>) debtor).get("excluded")).isEqualTo(true));
  }

  @Test
  void aPaymentWhileItIsReadDoesNotVoidTheSweep() throws Exception {
    long invoice = bill(Map.of(), term(-10, "100.00"));
    axelor.meanwhile("POST SaleOrder/search", () -> ledger.pay(invoice, TODAY));
    street.sweep();
    assertThat(street.open(only(invoice))).isZero();
    assertThat(street.lastClose()).containsEntry("items", street.openItems());
  }

  @Test
  void theProbeSaysWhoWeAreAndWarnsOfAxelorsOwnReminders() throws Exception {
    Map<?, ?> found = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat(found.get("version")).isEqualTo("Axelor 8.2.6");
    assertThat(found.get("user")).isEqualTo("relance");
    assertThat(found.get("ownDunning")).isNull();
    assertThat((List<?>) found.get("problems")).isEmpty();
    assertThat(found.get("companies").toString())
        .contains("Relance Équipement, atelier", "Axel Services SARL");
    ledger.insert("account.DebtRecoveryHistory", Map.of("debtRecoveryDate", TODAY.minusDays(3)));
    found = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat(found.get("ownDunning").toString()).contains("wrote 1 times");
    ledger.forget("account.InvoiceTerm", "amountRemaining");
    ledger.forget("sale.SaleOrder", "inTaxTotal");
    found = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat(found.get("problems").toString())
        .contains("InvoiceTerm.amountRemaining", "SaleOrder.inTaxTotal");
  }
}
