package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped kamelets against the simulated Odoo, over real sockets, in both its versions. */
class OdooConnectorTest {

  @ParameterizedTest
  @ValueSource(ints = {19, 14})
  void aSweepBringsWhatOdooItselfCounts(int major) throws Exception {
    try (SimulatedOdoo odoo = SimulatedOdoo.start(major, Clock.systemUTC())) {
      FrenchLedger.fill(odoo, LocalDate.of(2026, 11, 21));
      try (Street street = Street.to(odoo)) {
        street.run("sweep", null, Map.of());
        assertThat(street.lastClose().get("totals")).isEqualTo(street.totals());
      }
    }
  }
}
