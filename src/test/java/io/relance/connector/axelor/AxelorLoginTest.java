package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedAxelor.Fault;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three ways in, and what happens when one closes. */
class AxelorLoginTest {
  private SimulatedAxelor axelor;
  private AxelorStreet street;

  @AfterEach
  void stop() {
    if (street != null) {
      street.close();
    }
    axelor.close();
  }

  private void start(int major, Map<String, String> parameters) throws Exception {
    axelor =
        SimulatedAxelor.start(
            major,
            Clock.fixed(AxelorStreet.TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    FrenchAxelor.fill(axelor, AxelorStreet.TODAY);
    street = AxelorStreet.to(axelor, parameters);
  }

  private Map<String, String> known() {
    return Map.of("login", "relance", "password", "demo-passw0rd-7");
  }

  private static SourceTrouble trouble(Throwable thrown) {
    assertThat(thrown).isInstanceOf(SourceTrouble.class);
    return (SourceTrouble) thrown;
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8})
  void theFormLetsUsInOnceForAllActions(int major) throws Exception {
    start(major, known());
    street.sweep();
    street.run("recheck", List.of("1"), Map.of());
    street.run("probe", null, Map.of());
    assertThat(axelor.logins()).isEqualTo(1);
  }

  @Test
  void aKeyNeedsNoLogin() throws Exception {
    start(8, Map.of("apiKey", "kQ3vX9pL2mN8rT5w-demo-secret"));
    street.sweep();
    assertThat(axelor.logins()).isZero();
  }

  @Test
  void basicWorksWhereItIsAllowed() throws Exception {
    start(7, Map.of("login", "relance", "password", "demo-passw0rd-7", "authentication", "basic"));
    assertThatThrownBy(() -> street.sweep()).hasMessageContaining("auth.local.basic-auth");
    axelor.allowBasic();
    street.sweep();
    assertThat(axelor.logins()).isZero();
  }

  @Test
  void aSessionThatEndsInMidSweepIsOpenedAgain() throws Exception {
    start(8, known());
    axelor.meanwhile("POST SaleOrder/search", axelor::endSessions);
    street.sweep();
    assertThat(axelor.logins()).isEqualTo(2);
    assertThat(street.lastClose()).containsEntry("items", street.openItems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOGIN_REQUIRED", "REDIRECT"})
  void weLogInAgainOnceAndNotForEver(String fault) throws Exception {
    start(8, known());
    axelor.fail(Fault.valueOf(fault));
    assertThatThrownBy(() -> street.sweep()).isInstanceOf(SourceTrouble.class);
    assertThat(axelor.logins()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"6, 2", "8, 2"})
  void aWrongPasswordIsRefusedAndNotTriedOnAndOn(int major, int calls) throws Exception {
    start(major, Map.of("login", "relance", "password", "wrong-s3cret"));
    assertThatThrownBy(() -> street.sweep())
        .satisfies(thrown -> assertThat(trouble(thrown).kind()).isEqualTo(Kind.REFUSED))
        .hasMessageContaining("login and password are refused")
        .hasMessageNotContaining("wrong-s3cret");
    assertThat(axelor.logins()).isEqualTo(1).isLessThan(calls);
  }

  @Test
  void anExpiredKeyIsRefused() throws Exception {
    start(8, Map.of("apiKey", "kQ3vX9pL2mN8rT5w-demo-secret"));
    axelor.fail(Fault.EXPIRED_KEY);
    assertThatThrownBy(() -> street.sweep())
        .satisfies(thrown -> assertThat(trouble(thrown).kind()).isEqualTo(Kind.REFUSED))
        .hasMessageContaining("one month");
  }

  @Test
  void nothingToLogInWithIsSaid() throws Exception {
    start(8, Map.of());
    assertThatThrownBy(() -> street.sweep()).hasMessageContaining("neither an apiKey");
  }

  @Test
  void aLoginPageInsteadOfDataIsALie() throws Exception {
    start(8, known());
    axelor.fail(Fault.LOGIN_PAGE);
    assertThatThrownBy(() -> street.sweep())
        .satisfies(thrown -> assertThat(trouble(thrown).kind()).isEqualTo(Kind.LIES))
        .hasMessageContaining("web page");
  }
}
