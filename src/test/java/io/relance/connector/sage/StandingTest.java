package io.relance.connector.sage;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.connector.sage.Line.Letter;
import io.relance.connector.sage.Line.Papers;
import io.relance.connector.sage.Line.Posting;
import io.relance.connector.sage.Line.Reminder;
import io.relance.connector.sage.Line.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the facts file (section 3, 3.1, 3.2 and 14), one by one. */
class StandingTest {
  private static final NavigableSet<LocalDate> YEARS =
      new TreeSet<>(List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1)));

  private final List<Line> lines = new ArrayList<>();

  @Test
  void theCheckedCaseLeavesSevenHundred() {
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.DETAIL, "FA31", "1000.00", "a");
    paid("2026-01-20", "300.00", "a");
    sale("2026-02-01", "FA40", "50.00", "B");
    paid("2026-02-20", "50.00", "B");
    credit("2026-03-01", "AV1", "100.00");
    assertThat(open()).containsExactly("FA31 700.00", "AV1 -100.00");
    assertThat(standing().doubts()).isEmpty();
    assertThat(standing().items())
        .filteredOn(item -> item.line().papers().invoice().equals("FA31"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.issued()).isEqualTo("2025-11-10");
              assertThat(item.kind()).isEqualTo(JournalKind.SALE);
            });
  }

  @ParameterizedTest(name = "flag {0}")
  @ValueSource(booleans = {true, false})
  void aSmallLetterIsAPartialPaymentWhateverTheFlagSays(boolean flag) {
    lines.add(line("2026-01-05", "FA1", "100.00", new Letter("a", "", flag), Opening.NONE));
    lines.add(line("2026-01-09", "VIR", "-30.00", new Letter("a", "", flag), Opening.NONE));
    assertThat(open()).containsExactly("FA1 70.00");
  }

  @Test
  void aLargeLetterClosesWhateverTheFlagSays() {
    lines.add(line("2026-01-05", "FA1", "100.00", new Letter("A", "", false), Opening.NONE));
    lines.add(line("2026-01-09", "VIR", "-100.00", new Letter("A", "", false), Opening.NONE));
    assertThat(open()).isEmpty();
  }

  @Test
  void smallAndLargeLettersAreDifferentGroups() {
    sale("2026-01-05", "FA1", "100.00", "a");
    paid("2026-01-06", "40.00", "a");
    sale("2026-01-05", "FA2", "80.00", "A");
    paid("2026-01-07", "80.00", "A");
    assertThat(open()).containsExactly("FA1 60.00");
  }

  @Test
  void linesWithoutALetterAreNoGroup() {
    sale("2026-01-05", "FA1", "100.00", "");
    paid("2026-01-06", "40.00", "");
    assertThat(open()).containsExactly("FA1 100.00", "VIR -40.00");
  }

  @Test
  void theOldestDueIsPaidFirst() {
    sale("2026-02-05", "FA2", "100.00", "a");
    sale("2026-01-05", "FA1", "100.00", "a");
    paid("2026-03-01", "130.00", "a");
    assertThat(open()).containsExactly("FA2 70.00");
    assertThat(standing().payments())
        .extracting(part -> part.debit().line().papers().invoice() + " " + part.amount())
        .containsExactly("FA1 100.00", "FA2 30.00");
  }

  @Test
  void aGroupThatDoesNotBalanceUnderALargeLetterHoldsTheCustomer() {
    sale("2026-01-05", "FA1", "100.00", "A");
    paid("2026-01-06", "88.00", "A");
    assertThat(open()).containsExactly("FA1 12.00");
    assertThat(standing().doubts())
        .containsExactly("4110000: letter A closes FA1 with a difference of 12.00");
  }

  @Test
  void aCodeUsedAgainClosesEachYearByItself() {
    sale("2025-01-05", "FA1", "100.00", "A");
    paid("2025-01-06", "100.00", "A");
    sale("2026-01-05", "FA2", "70.00", "A");
    paid("2026-01-06", "60.00", "A");
    assertThat(open()).containsExactly("FA2 10.00");
    assertThat(standing().doubts()).hasSize(1);
  }

  @Test
  void aSmallLetterOfTwoYearsAsksForNothingOlderThanEitherReading() {
    sale("2025-01-05", "FA1", "1000.00", "a");
    paid("2025-02-01", "300.00", "a");
    sale("2026-06-05", "FA2", "500.00", "a");
    paid("2026-07-01", "200.00", "a");
    assertThat(open()).containsExactly("FA1 500.00", "FA2 500.00");
    assertThat(standing().items())
        .filteredOn(item -> item.open().signum() != 0)
        .allSatisfy(item -> assertThat(item.note()).contains("split uncertain"));
  }

  @Test
  void anInvoicePaidInItsCurrencyIsPaid() {
    foreign("FA1", "90.00", "100.00", new Letter("", "A", false));
    foreign("VIR", "-93.50", "-100.00", new Letter("", "A", false));
    assertThat(open()).isEmpty();
    assertThat(standing().doubts()).isEmpty();
  }

  @Test
  void aPartialGroupNetsInItsOwnCurrency() {
    foreign("FA1", "90.00", "100.00", new Letter("a", "", false));
    foreign("VIR", "-46.00", "-50.00", new Letter("a", "", false));
    assertThat(open()).containsExactly("FA1 50.00");
  }

  @Test
  void aForeignInvoicePartlyPaidInEurosKeepsItsCurrency() {
    foreign("FA1", "90.00", "100.00", new Letter("a", "", false));
    paid("2026-02-01", "45.00", "a");
    assertThat(open()).containsExactly("FA1 50.00");
    assertThat(standing().items().get(0).note()).contains("several currencies");
  }

  @Test
  void anOpeningBalanceIsIgnoredAndTheOldYearKept() {
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.BALANCE, "", "1000.00", "");
    paid("2026-01-20", "400.00", "");
    assertThat(open()).containsExactly("FA31 1000.00", "VIR -400.00");
    assertThat(standing().doubts()).isEmpty();
  }

  @Test
  void aPartialGroupMaySpanTwoYearsThatABalanceJoins() {
    sale("2025-11-10", "FA31", "1000.00", "a");
    opening(Opening.BALANCE, "", "1000.00", "");
    paid("2026-01-20", "400.00", "a");
    assertThat(open()).containsExactly("FA31 600.00");
  }

  @Test
  void aManualOpeningAtTheVeryBeginningIsWhatIsOwed() {
    opening(Opening.MANUAL, "FA31", "1000.00", "");
    assertThat(open()).containsExactly("FA31 1000.00");
    assertThat(standing().doubts()).isEmpty();
  }

  @Test
  void aManualOpeningThatRepeatsTheYearBeforeIsNotCountedTwice() {
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.MANUAL, "FA31", "1000.00", "");
    assertThat(open()).containsExactly("FA31 1000.00");
  }

  @ParameterizedTest
  @CsvSource({"DETAIL,ended with 1077.00", "BALANCE,ended with 1077.00"})
  void aLatePostingThatTheOpeningLacksHoldsTheCustomer(Opening how, String said) {
    sale("2025-11-10", "FA31", "1000.00", "");
    sale("2025-12-30", "TARD", "77.00", "");
    opening(how, "FA31", "1000.00", "");
    assertThat(standing().doubts()).singleElement().asString().contains(said);
  }

  @Test
  void anOpeningBalanceWithoutItsLinesHoldsTheCustomer() {
    opening(Opening.BALANCE, "", "1000.00", "");
    assertThat(standing().doubts()).singleElement().asString().contains("without its lines");
  }

  @Test
  void linesLetteredAcrossADetailedOpeningHoldTheCustomer() {
    sale("2025-11-10", "FA31", "1000.00", "A");
    opening(Opening.DETAIL, "FA31", "1000.00", "");
    paid("2026-01-20", "1000.00", "A");
    assertThat(standing().doubts()).isNotEmpty();
  }

  @Test
  void whatWasPaidInAClosedYearCanStillBeLookedUp() {
    sale("2025-11-10", "FA30", "10.00", "A");
    paid("2025-11-20", "10.00", "A");
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.DETAIL, "FA31", "1000.00", "");
    assertThat(standing().past())
        .filteredOn(item -> item.line().isDebit())
        .singleElement()
        .satisfies(item -> assertThat(item.open()).isZero());
  }

  @Test
  void whatWasLetteredInCurrencyInAClosedYearIsSettled() {
    lines.add(line("2025-11-10", "US1", "90.00", new Letter("", "A", false), Opening.NONE));
    lines.add(line("2025-11-20", "VIR", "-93.50", new Letter("", "A", false), Opening.NONE));
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.DETAIL, "FA31", "1000.00", "");
    assertThat(standing().past())
        .extracting(item -> item.line().papers().number() + " " + item.open())
        .containsExactly("US1 0", "VIR 0");
  }

  @Test
  void whileTheYearsDoNotAddUpNothingOfThePastVanishes() {
    sale("2025-12-30", "TARD", "77.00", "");
    sale("2025-11-10", "FA31", "1000.00", "");
    opening(Opening.DETAIL, "FA31", "1000.00", "");
    assertThat(standing().past())
        .extracting(item -> item.line().papers().invoice() + " " + item.open())
        .containsExactly("TARD 77.00");
  }

  @Test
  void linesAlikeAreToldApartByARank() {
    sale("2026-01-05", "FA1", "100.00", "");
    sale("2026-01-05", "FA1", "100.00", "");
    assertThat(standing().items())
        .extracting(Standing.Item::key)
        .containsExactlyInAnyOrder(
            "CARAT|4110000|FA1|2026-02-04|D|1", "CARAT|4110000|FA1|2026-02-04|D|2");
  }

  @Test
  void aMarkWithoutALetterHoldsTheCustomer() {
    lines.add(line("2026-01-05", "FA1", "100.00", new Letter("", "", true), Opening.NONE));
    assertThat(standing().doubts()).isNotEmpty();
  }

  private Standing standing() {
    return Standing.of("CARAT", lines, YEARS);
  }

  private List<String> open() {
    return standing().items().stream()
        .filter(item -> item.open().signum() != 0)
        .map(item -> item.line().papers().number() + " " + item.open().setScale(2))
        .toList();
  }

  private void sale(String day, String number, String amount, String letter) {
    lines.add(line(day, number, amount, lettered(letter), Opening.NONE));
  }

  private void paid(String day, String amount, String letter) {
    lines.add(line(day, "VIR", "-" + amount, lettered(letter), Opening.NONE));
  }

  private void credit(String day, String number, String amount) {
    lines.add(line(day, number, "-" + amount, lettered(""), Opening.NONE));
  }

  private void opening(Opening how, String number, String amount, String letter) {
    LocalDate due = LocalDate.of(2025, 12, 10);
    Line line = line("2026-01-01", number, amount, lettered(letter), how);
    lines.add(
        new Line(
            line.row(),
            line.posting(),
            new Papers("AN", number, "", "", due, "", Map.of()),
            line.value(),
            line.letter(),
            how,
            line.reminder(),
            null));
  }

  private static Letter lettered(String code) {
    boolean whole = !code.isEmpty() && !Letter.isPartial(code);
    return new Letter(code, "", whole);
  }

  private Line line(String day, String number, String amount, Letter letter, Opening opening) {
    LocalDate date = LocalDate.parse(day);
    BigDecimal value = new BigDecimal(amount);
    boolean sale = value.signum() > 0;
    return new Line(
        lines.size() + 1L,
        new Posting("4110000", "J", sale ? JournalKind.SALE : JournalKind.TREASURY, date),
        new Papers("P1", number, "", "", sale ? date.plusDays(30) : null, "Virement", Map.of()),
        new Value(value, "EUR", value),
        letter,
        opening,
        new Reminder(0, null),
        null);
  }

  private void foreign(String number, String local, String own, Letter letter) {
    Line line = line("2026-01-05", number, local, letter, Opening.NONE);
    lines.add(
        new Line(
            line.row(),
            line.posting(),
            line.papers(),
            new Value(new BigDecimal(local), "USD", new BigDecimal(own)),
            letter,
            Opening.NONE,
            line.reminder(),
            null));
  }
}
