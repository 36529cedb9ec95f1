package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.demo.FrenchLedger;
import io.relance.demo.OdooLedger.Term;
import io.relance.demo.SimulatedOdoo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped kamelets against the simulated Odoo, over real sockets, in both its versions. */
@ParameterizedClass
@ValueSource(ints = {19, 14})
class OdooConnectorTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  /** An invoice of company 1 in three instalments, nothing paid yet. */
  private static final int INSTALMENTS = 5;

  private static final int PLAIN = 1;

  @Parameter int major;
  private SimulatedOdoo odoo;
  private Street street;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(major, Clock.systemUTC());
    FrenchLedger.fill(odoo, TODAY);
    street = Street.to(odoo, Map.of("pageSize", "7"));
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    odoo.close();
  }

  private String sweep() throws Exception {
    street.run("sweep", null, Map.of());
    return (String) street.lastClose().get("cursor");
  }

  private void delta(String cursor) throws Exception {
    street.run("delta", null, Map.of("cursor", cursor));
  }

  private List<Object> field(String type, String name) {
    return street.records(type).stream().map(record -> record.get(name)).toList();
  }

  private Map<String, Object> item(String key) {
    return street.records("item").stream()
        .filter(item -> item.get("key").equals(key))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private BigDecimal open(String key) {
    return new BigDecimal(item(key).get("open").toString());
  }

  private Stream<Object> keysOf(int document) {
    return street.records("item").stream()
        .filter(item -> item.get("document").equals(String.valueOf(document)))
        .map(item -> item.get("key"))
        .distinct();
  }

  @Test
  void aSweepBringsWhatOdooItselfCounts() throws Exception {
    sweep();
    assertThat(street.lastClose())
        .containsEntry("totals", street.totals())
        .containsEntry("items", (long) street.openKeys());
    assertThat(street.totals()).containsOnlyKeys("EUR", "USD");
    assertThat(street.largestPage()).isLessThanOrEqualTo(1000);
  }

  @Test
  void eachCompanyIsReadByItself() throws Exception {
    sweep();
    List<Object> first = field("item", "key");
    street.run("sweep", null, Map.of("company", "2"));
    assertThat(field("item", "key")).isNotEmpty().doesNotContainAnyElementsOf(first);
    assertThat(field("company", "name")).containsOnly("Relance Services SARL");
  }

  @Test
  void instalmentsAreRankedAndCreditsAreNegative() throws Exception {
    sweep();
    assertThat(keysOf(INSTALMENTS)).containsExactly("5/1", "5/2", "5/3");
    assertThat(street.records("item"))
        .filteredOn(item -> !item.get("kind").equals("invoice"))
        .extracting(item -> item.get("kind") + " " + open((String) item.get("key")).toBigInteger())
        .contains("credit -180", "credit -96", "payment -1500");
  }

  @Test
  void aCreditorsAccountAndTheCustomersContactsCome() throws Exception {
    sweep();
    assertThat(street.records("company"))
        .first()
        .satisfies(
            company ->
                assertThat(company)
                    .containsEntry("iban", "FR7630006000011234567890189")
                    .containsEntry("bic", "AGRIFRPP")
                    .containsEntry("zone", "Europe/Paris"));
    assertThat(field("contact", "role")).contains("billing", "general");
    assertThat(field("debtor", "siren")).allMatch(siren -> ((String) siren).length() == 9);
  }

  @Test
  void anArchivedCustomerStaysADebtor() throws Exception {
    sweep();
    assertThat(field("debtor", "name")).contains("Hôtel des Trois Ponts");
  }

  @Test
  void foreignMoneyIsWhatTheInvoiceSays() throws Exception {
    sweep();
    Map<String, Object> usd =
        street.records("item").stream()
            .filter(item -> item.get("currency").equals("USD"))
            .findFirst()
            .orElseThrow();
    assertThat(usd.get("open")).isEqualTo(usd.get("original"));
  }

  @Test
  void aPartialPaymentEatsTheOldestInstalment() throws Exception {
    String cursor = sweep();
    BigDecimal first = open("5/1");
    odoo.ledger().pay(INSTALMENTS, TODAY, new BigDecimal("10.00"));
    delta(cursor);
    assertThat(item("5/1").get("open")).isEqualTo(first.subtract(new BigDecimal("10.00")));
    assertThat(field("payment", "item")).contains("5/1");
    assertThat(field("document", "key")).contains("5");
  }

  @Test
  void aPaidInvoiceArrivesSettledAndABouncedPaymentReopensIt() throws Exception {
    String cursor = sweep();
    odoo.ledger().pay(PLAIN, TODAY);
    delta(cursor);
    assertThat(open("1/1")).isZero();
    odoo.ledger().bounce(PLAIN);
    delta((String) street.lastClose().get("cursor"));
    assertThat(open("1/1")).isPositive();
  }

  @Test
  void instalmentsThatVanishedAreNoticedByTheirDocument() throws Exception {
    String cursor = sweep();
    BigDecimal whole =
        Stream.of("5/1", "5/2", "5/3").map(this::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    odoo.ledger().reterm(INSTALMENTS, List.of(new Term(TODAY.plusDays(9), whole)));
    delta(cursor);
    assertThat(keysOf(INSTALMENTS)).containsExactly("5/1");
    assertThat(field("document", "key")).contains("5");
  }

  @Test
  void cancelledAndDraftedInvoicesComeAsDocumentsWithoutItems() throws Exception {
    String cursor = sweep();
    odoo.ledger().cancel(PLAIN);
    odoo.ledger().draft(INSTALMENTS);
    delta(cursor);
    assertThat(field("document", "key")).contains("1", "5");
    assertThat(keysOf(PLAIN)).isEmpty();
    assertThat(keysOf(INSTALMENTS)).isEmpty();
  }

  @Test
  void aBlockedInvoiceIsHeldUntilItIsPaid() throws Exception {
    String cursor = sweep();
    odoo.ledger().block(PLAIN);
    delta(cursor);
    assertThat(item("1/1")).containsEntry(major >= 19 ? "dispute" : "noFollowup", true);
    odoo.ledger().pay(PLAIN, TODAY);
    delta(cursor);
    assertThat(item("1/1")).containsEntry("dispute", false);
  }

  @Test
  void whatWasWrittenInTheCursorsOwnSecondIsRead() throws Exception {
    String cursor = sweep();
    odoo.ledger().noFollowup(PLAIN);
    street.close();
    street = Street.to(odoo, Map.of("overlapMinutes", "0", "pageSize", "1"));
    String written =
        odoo.ledger()
            .rows("account.move.line", "move_id", PLAIN)
            .get(0)
            .get("write_date")
            .toString();
    String second = written.substring(0, 19).replace('T', ' ');
    delta(second + cursor.substring(19));
    assertThat(item("1/1")).containsEntry("noFollowup", true);
  }

  @Test
  void aLongTransactionIsCaughtByTheOverlap() throws Exception {
    String cursor = sweep();
    odoo.ledger().transactionsLast(Duration.ofMinutes(14));
    odoo.ledger().noFollowup(PLAIN);
    delta(cursor);
    assertThat(item("1/1")).containsEntry("noFollowup", true);
  }

  @Test
  void aPaymentDuringTheReadingIsInItsTotals() throws Exception {
    odoo.meanwhile(
        "sale.order/" + (major >= 19 ? "search_read" : "search"),
        () -> odoo.ledger().pay(PLAIN, TODAY));
    sweep();
    assertThat(street.lastClose()).containsEntry("totals", street.totals());
    assertThat(open("1/1")).isZero();
  }

  @Test
  void aPaymentBetweenTotalsAndEndIsReadAgain() throws Exception {
    odoo.meanwhile(
        "account.move.line/" + (major >= 19 ? "formatted_read_group" : "read_group"),
        () -> odoo.ledger().pay(PLAIN, TODAY));
    sweep();
    assertThat(street.lastClose()).containsEntry("totals", street.totals());
    assertThat(open("1/1")).isZero();
  }

  @Test
  void aFieldThatThisOdooLacksIsLeftOut() throws Exception {
    odoo.ledger().dropField("account.move", "partner_bank_id");
    odoo.ledger().dropField("res.partner", "ref");
    sweep();
    assertThat(item("1/1")).doesNotContainKey("iban").containsKey("open");
  }

  @Test
  void aFieldThatDisappearsVoidsOneReadingAndHealsAtTheNext() throws Exception {
    String cursor = sweep();
    odoo.ledger().dropField("account.move", "partner_bank_id");
    odoo.ledger().noFollowup(PLAIN);
    street.close();
    street = Street.to(odoo);
    delta(cursor);
    odoo.ledger().dropField("account.move", "ref");
    assertThatThrownBy(() -> delta(cursor))
        .isInstanceOfSatisfying(
            SourceTrouble.class,
            trouble -> assertThat(trouble.kind()).isEqualTo(SourceTrouble.Kind.DRIFT))
        .hasMessageContaining("ref")
        .hasMessageContaining("account.move");
    assertThat(street.lastClose()).isNull();
    delta(cursor);
    assertThat(street.lastClose()).isNotNull();
  }

  @Test
  void ourOwnMarkersAreNoTags() throws Exception {
    int tag = odoo.ledger().insert("res.partner.category", Map.of("name", "Relance/R1"));
    int customer = (Integer) odoo.ledger().rows("res.partner", "ref", "C1005").get(0).get("id");
    int vip = (Integer) odoo.ledger().rows("res.partner.category", "name", "VIP").get(0).get("id");
    odoo.ledger().update("res.partner", customer, Map.of("category_id", List.of(tag, vip)));
    sweep();
    assertThat(street.records("debtor"))
        .filteredOn(debtor -> debtor.get("key").equals(String.valueOf(customer)))
        .allSatisfy(debtor -> assertThat(debtor.get("tags")).isEqualTo(List.of("VIP")));
  }

  @Test
  void aCustomerWithTheTagIsExcluded() throws Exception {
    sweep();
    assertThat(street.records("debtor"))
        .filteredOn(debtor -> debtor.get("excluded").equals(true))
        .extracting(debtor -> debtor.get("name"))
        .containsOnly("Laiterie des Alpages");
  }

  @Test
  void aChangedBillingContactBringsItsCustomer() throws Exception {
    String cursor = sweep();
    Map<String, ?> contact = odoo.ledger().rows("res.partner", "type", "invoice").get(0);
    odoo.ledger()
        .update("res.partner", (Integer) contact.get("id"), Map.of("email", "neuf@x.example"));
    delta(cursor);
    assertThat(field("contact", "email")).contains("neuf@x.example");
    assertThat(field("debtor", "key")).contains(String.valueOf(contact.get("parent_id")));
  }

  @Test
  void recheckSaysWhatIsStillOwed() throws Exception {
    sweep();
    odoo.ledger().pay(PLAIN, TODAY);
    odoo.ledger().cancel(INSTALMENTS);
    Map<?, ?> answer =
        (Map<?, ?>) street.run("recheck", List.of("1/1", "2/1", "5/1", "5/2", "999/1"), Map.of());
    assertThat((List<?>) answer.get("item"))
        .extracting(item -> (Object) ((Map<?, ?>) item).get("key"))
        .containsExactlyInAnyOrder("1/1", "2/1");
  }

  @Test
  void whoAsksWhileAnotherStillSaysHelloIsNotToldHalfOfIt() {
    AtomicReference<Object> second = new AtomicReference<>();
    odoo.meanwhile("account.move/fields_get", () -> second.set(recheck("1/1")));
    Object first = recheck("1/1");
    assertThat(second.get()).isEqualTo(first);
    assertThat((List<?>) ((Map<?, ?>) first).get("item")).hasSize(1);
  }

  private Object recheck(String key) {
    try {
      return street.run("recheck", List.of(key), Map.of());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRestoredBackupIsNotBelieved() throws Exception {
    Object backup = odoo.ledger().backup();
    odoo.ledger().transactionsLast(Duration.ofSeconds(-5));
    odoo.ledger().pay(PLAIN, TODAY);
    String cursor = sweep();
    odoo.ledger().restore(backup);
    assertThatThrownBy(() -> delta(cursor))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("older copy");
    assertThat(street.lastClose()).isNull();
  }

  @Test
  void theProbeSaysWhoWeAre() throws Exception {
    Map<?, ?> probe = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat(probe.get("version")).isEqualTo(major + ".0");
    assertThat(probe.get("user")).isEqualTo("connector");
    assertThat((List<?>) probe.get("companies")).hasSize(2);
    assertThat((List<?>) probe.get("problems")).isEmpty();
    odoo.fail(SimulatedOdoo.Fault.NO_RIGHTS);
    probe = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat(probe.get("problems").toString()).contains("account.move").contains("Invoicing");
  }
}
