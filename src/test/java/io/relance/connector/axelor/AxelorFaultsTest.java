package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedAxelor.Fault;
import io.relance.stories.StoryClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that failed in silence is never a ledger: no close, and the right kind of trouble. */
class AxelorFaultsTest {
  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));
  private SimulatedAxelor axelor;
  private AxelorStreet street;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    FrenchAxelor.fill(axelor, AxelorStreet.TODAY);
    clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
    street = AxelorStreet.to(axelor, Map.of("apiKey", axelor.apiKey(), "timeoutSeconds", "1"));
  }

  @AfterEach
  void stop() {
    street.close();
    axelor.close();
  }

  private void voids(Kind kind, String words, String cursor) {
    assertThatThrownBy(
            () -> street.run("sweep", null, cursor.isEmpty() ? Map.of() : Map.of("known", cursor)))
        .isInstanceOfSatisfying(
            SourceTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
    assertThat(street.isClosed()).isFalse();
  }

  /** In whichever page of whichever search: nothing is closed. */
  @ParameterizedTest
  @CsvSource({
    "SWALLOWED, InvoiceTerm, 0, LIES, no total",
    "SWALLOWED, InvoiceTerm, 5, LIES, no total",
    "SWALLOWED_AFTER_COUNT, InvoiceTerm, 8, LIES, rows came where",
    "ROW_MISSING, InvoiceTerm, 6, LIES, rows came where",
    "FIELD_DROPPED, InvoiceTerm, 3, LIES, came without amountRemaining",
    "EMPTY, InvoiceTerm, 6, UNREACHABLE, moved while it was read",
    "FEW_RIGHTS, InvoiceTerm, 7, UNREACHABLE, moved while it was read",
    "NO_RIGHTS, InvoiceTerm, 9, MISCONFIGURED, Access error",
    "SWALLOWED, Company, 1, LIES, no total",
    "SWALLOWED, MoveLine, 1, LIES, no total",
    "SWALLOWED, Partner, 2, LIES, no total",
    "SWALLOWED, Blocking, 1, LIES, no total",
    "SWALLOWED, SaleOrder, 1, LIES, no total",
    "SWALLOWED, Reconcile, 1, LIES, no total",
    "CUT, InvoiceTerm, 6, UNREACHABLE, no whole answer",
    "SLOW, InvoiceTerm, 4, UNREACHABLE, no whole answer",
    "UNAVAILABLE, InvoiceTerm, 0, UNREACHABLE, not available (503)"
  })
  void aSearchThatFailsVoidsTheSweep(
      Fault fault, String entity, int healthy, Kind kind, String words) {
    axelor.failAfter(healthy, fault, entity);
    voids(kind, words, "");
  }

  @Test
  void whatThereIsLessOfThanBeforeIsAnOlderCopy() throws Exception {
    String cursor = street.sweep();
    axelor.failAfter(1, Fault.EMPTY, "InvoiceTerm");
    voids(Kind.OLDER, "not to be seen", cursor);
  }

  @Test
  void aVersionThatWentBackIsAnOlderCopy() throws Exception {
    Object backup = axelor.ledger().backup();
    clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
    axelor.ledger().block(1);
    axelor.ledger().update("account.InvoiceTerm", 1, Map.of("debtRecoveryBlockingOk", true));
    String cursor = street.sweep();
    axelor.ledger().restore(backup);
    voids(Kind.OLDER, "instalment 1 has version", cursor);
    assertThatThrownBy(() -> street.run("recheck", List.of("1"), Map.of("known", cursor)))
        .hasMessageContaining("older copy");
  }

  /** Without a trace: nothing was updated, only the counts tell. */
  @ParameterizedTest
  @ValueSource(strings = {"InvoiceTerm", "MoveLine"})
  void aRowThatVanishesMeanwhileVoidsTheSweep(String entity) {
    axelor.ledger().receiptsWithoutTerms();
    long row =
        entity.equals("MoveLine")
            ? axelor.ledger().onAccount(1, 3, AxelorStreet.TODAY, BigDecimal.TEN)
            : 1;
    clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
    axelor.meanwhile(
        "POST SaleOrder/search", () -> axelor.ledger().delete("account." + entity, row));
    voids(Kind.UNREACHABLE, "moved while it was read", "");
  }

  @Test
  void theMissingFieldsAreNamedAllAtOnce() {
    axelor.ledger().forget("account.Move", "functionalOriginSelect");
    axelor.ledger().forget("base.Partner", "mainPartner");
    voids(
        Kind.DRIFT, "InvoiceTerm.moveLine.move.functionalOriginSelect, Partner.mainPartner.id", "");
  }

  @Test
  void aFieldThatIsOnlyUsefulMayBeAbsent() throws Exception {
    axelor.ledger().forget("account.InvoiceTerm", "thirdPartyPayerPartner");
    axelor.ledger().forget("base.Country", "alpha2Code");
    street.sweep();
    assertThat(street.isClosed()).isTrue();
    assertThat(street.records("debtor")).noneMatch(debtor -> debtor.containsKey("country"));
  }

  @Test
  void aReReadThatFailsAnswersNothing() {
    for (Fault fault : List.of(Fault.SWALLOWED, Fault.SWALLOWED_AFTER_COUNT, Fault.NO_RIGHTS)) {
      axelor.fail(fault);
      assertThatThrownBy(() -> street.run("recheck", List.of("1", "2"), Map.of()))
          .isInstanceOf(SourceTrouble.class);
    }
  }
}
