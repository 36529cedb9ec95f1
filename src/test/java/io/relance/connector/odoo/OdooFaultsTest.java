package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An Odoo that fails or lies, at hello and in the middle: always one trouble, never a close. */
@ParameterizedClass
@ValueSource(ints = {19, 14})
class OdooFaultsTest {
  @Parameter int major;
  private SimulatedOdoo odoo;
  private Street street;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(major, Clock.systemUTC());
    FrenchLedger.fill(odoo, LocalDate.of(2026, 11, 21));
    street = Street.to(odoo, Map.of("timeoutSeconds", "1"));
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    odoo.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED_KEY, REFUSED, key is refused",
    "WRONG_DATABASE, MISCONFIGURED, database",
    "CUT, UNREACHABLE, cut short",
    "LOGIN_PAGE, LIES, web page",
    "EMPTY, LIES, empty answer",
    "NO_RIGHTS, MISCONFIGURED, account.move",
    "SLOW, UNREACHABLE, cannot be reached",
    "UNAVAILABLE, UNREACHABLE, 503",
    "TOO_MANY, UNREACHABLE, 429"
  })
  void everyFaultVoidsTheSweepInWords(Fault fault, Kind kind, String words) {
    for (int healthyCalls : new int[] {0, 12, 19}) {
      odoo.failAfter(healthyCalls, fault);
      SourceTrouble trouble =
          catchThrowableOfType(SourceTrouble.class, () -> street.run("sweep", null, Map.of()));
      assertThat(trouble).as("%s after %d calls", fault, healthyCalls).isNotNull();
      assertThat(trouble.getMessage())
          .as("%s after %d calls", fault, healthyCalls)
          .contains(words, odoo.url(), "What to do:")
          .doesNotContain(odoo.apiKey());
      assertThat(trouble.kind()).isEqualTo(kind);
      assertThat(street.lastClose()).isNull();
    }
    odoo.heal();
  }

  @Test
  void itGoesOnWhenTheFaultIsOver() throws Exception {
    odoo.fail(Fault.UNAVAILABLE);
    assertThatThrownBy(() -> street.run("sweep", null, Map.of())).isInstanceOf(SourceTrouble.class);
    odoo.heal();
    street.run("sweep", null, Map.of());
    assertThat(street.lastClose()).isNotNull();
  }

  @Test
  void nobodyListens() throws Exception {
    odoo.close();
    assertThatThrownBy(() -> street.run("sweep", null, Map.of()))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void anUnknownCompanyIsNamed() {
    assertThatThrownBy(() -> street.run("sweep", null, Map.of("company", "7")))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("compan");
    assertThatThrownBy(() -> street.run("sweep", null, Map.of("company", "acme")))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("'acme'");
  }

  @Test
  void aDeltaNeedsASweepBefore() {
    assertThatThrownBy(() -> street.run("delta", null, Map.of()))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("sweep");
  }

  @Test
  void aCopyOlderThanAllWeKnewIsNotBelieved() throws Exception {
    Object backup = odoo.ledger().backup();
    for (int n = 0; n < 5; n++) {
      odoo.ledger()
          .paymentOnAccount(1, 3, LocalDate.of(2026, 11, 21), "EUR", new BigDecimal("1.00"));
    }
    street.run("sweep", null, Map.of());
    Map<String, Object> close = street.lastClose();
    odoo.ledger().restore(backup);
    Map<String, Object> cursor = Map.of("cursor", String.valueOf(close.get("cursor")));
    assertThatThrownBy(() -> street.run("delta", null, cursor))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("older copy");
    street.run("sweep", null, Map.of());
    assertThat((String) street.lastClose().get("mark"))
        .isLessThanOrEqualTo((String) close.get("mark"));
  }

  @Test
  void silentlyReducedRightsAreNoticed() throws Exception {
    street.run("sweep", null, Map.of());
    Object cursor = street.lastClose().get("cursor");
    odoo.fail(Fault.FEW_RIGHTS);
    assertThatThrownBy(() -> street.run("delta", null, Map.of("cursor", cursor)))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("rights");
    assertThat(street.lastClose()).isNull();
  }

  @Test
  void aWrongClockIsShownAsItIs() throws Exception {
    odoo.fail(Fault.CLOCK_AHEAD);
    street.run("sweep", null, Map.of());
    assertThat(Instant.parse((String) street.lastClose().get("clock")))
        .isAfter(Clock.systemUTC().instant().plusSeconds(10_000));
  }

  @Test
  void headersFromOutsideNeverSteerTheCall() throws Exception {
    street.run(
        "probe",
        null,
        Map.of(),
        Map.of(
            "CamelHttpUri", "http://127.0.0.1:1/stolen",
            "cAMELhTTPuRI", "http://127.0.0.1:1/stolen",
            "CamelHttpPath", "/elsewhere",
            "CamelHttpQuery", "x=1",
            "CamelHttpMethod", "DELETE"));
    assertThat(odoo.calls()).isNotEmpty();
  }
}
