package io.relance.connector.sageactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Grants;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.SimulatedSageActive;
import io.relance.demo.SimulatedSageActive.Fault;
import io.relance.support.Kamelets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped connector against a simulated Sage Active, over real sockets. */
class SageActiveTest {
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private final Clock clock = new Ticking();
  private SimulatedSageActive sage;
  private Kamelets acme;

  private final class Ticking extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void start() throws Exception {
    sage =
        SimulatedSageActive.start(clock)
            .organisation("o1")
            .organisation("o2")
            .customer("o1", "c1", "Carat SARL", "compta@carat.example")
            .customer("o1", "c2", "Durand & Fils", null)
            .item("o1", "i1", "31", "c1", "2026-11-30", "500", "200")
            .item("o1", "i2", "32", "c1", "2026-10-31", "99.90", "0")
            .item("o1", "i3", "32", "c1", "2026-11-30", "99.90", "0")
            .item("o1", "i4", "33", "c2", "2026-10-31", "50", "50")
            .item("o1", "i5", "34", "c3", "2026-10-31", "-100", "0")
            .quote("o1", "q1", "c2", "300", "Pending")
            .item("o2", "i9", "91", "c1", "2026-10-31", "10", "0");
    acme = kamelets(Map.of("pageSize", "2", "quotes", "true"));
  }

  private Kamelets kamelets(Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("url", sage.url());
    parameters.put("tokenUrl", sage.tokenUrl());
    parameters.put("clientId", sage.clientId());
    parameters.put("clientSecret", sage.clientSecret());
    parameters.put("refreshToken", sage.refreshToken());
    parameters.put("subscriptionKey", sage.subscriptionKey());
    parameters.put("tenant", sage.tenant());
    parameters.put("companyName", "Acme SARL");
    parameters.putAll(more);
    return new Kamelets("sage-active", parameters, clock, Grants.passing());
  }

  @AfterEach
  void stop() {
    acme.close();
    sage.close();
  }

  @Test
  void aSweepIsEveryOpenInstalmentOfOneOrganisation() throws Exception {
    acme.run("sweep", "o1", null, null);
    assertThat(acme.told("company", "key", "name", "currency")).containsExactly("o1 Acme SARL EUR");
    assertThat(acme.told("debtor", "key", "name", "city"))
        .containsExactly("c1 Carat SARL Lyon", "c2 Durand & Fils Lyon", "c3 Customer c3 -");
    assertThat(acme.told("contact", "debtor", "role", "email"))
        .containsExactly("c1 billing compta@carat.example", "c2 billing -");
    assertThat(
            acme.told(
                "item", "key", "document", "debtor", "kind", "number", "due", "original", "open"))
        .containsExactly(
            "i1 31 c1 invoice FA-31 2026-11-30 500 300",
            "i2 32 c1 invoice FA-32 2026-10-31 99.9 99.9",
            "i3 32 c1 invoice FA-32 2026-11-30 99.9 99.9",
            "i5 34 c3 credit FA-34 2026-10-31 -100 -100");
    assertThat(acme.told("quote", "key", "number", "status", "amount"))
        .containsExactly("q1 DE-q1 sent 300");
    assertThat(acme.proof().get("items")).isEqualTo(4);
    assertThat(acme.proof().get("totals")).isEqualTo(Map.of("EUR", "399.8"));
  }

  @Test
  void anotherOrganisationIsAnotherLedger() throws Exception {
    acme.run("sweep", "o2", null, null);
    assertThat(acme.told("item", "key")).containsExactly("i9");
    assertThatThrownBy(() -> acme.run("sweep", "o3", null, null))
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.MISCONFIGURED))
        .hasMessageContaining("that companies names organisations of it");
  }

  @Test
  void whatIsPutInBetweenPagesMissesNothing() throws Exception {
    sage.betweenPages(
        () -> {
          sage.item("o1", "i0", "30", "c2", "2026-10-01", "7", "0");
          sage.first("o1");
        });
    acme.run("sweep", "o1", null, null);
    assertThat(Set.copyOf(acme.told("item", "key")))
        .containsExactlyInAnyOrder("i0", "i1", "i2", "i3", "i5");
    assertThat(acme.proof().get("items")).isEqualTo(5);
  }

  @Test
  void whatIsTakenOutBetweenPagesMissesNothing() throws Exception {
    sage.paid("o1", "i1", "500");
    sage.betweenPages(() -> sage.delete("o1", "i1"));
    acme.run("sweep", "o1", null, null);
    assertThat(Set.copyOf(acme.told("item", "key"))).containsExactlyInAnyOrder("i2", "i3", "i5");
    assertThat(acme.proof().get("items")).isEqualTo(3);
  }

  @Test
  void oneTakenOutForOnePutInMissesNothing() throws Exception {
    sage.paid("o1", "i1", "500");
    sage.betweenPages(
        () -> {
          sage.delete("o1", "i1");
          sage.item("o1", "i6", "36", "c2", "2026-12-01", "7", "0");
        });
    acme.run("sweep", "o1", null, null);
    assertThat(Set.copyOf(acme.told("item", "key")))
        .as("the count stayed the same")
        .containsExactlyInAnyOrder("i2", "i3", "i5", "i6");
    assertThat(acme.proof().get("items")).isEqualTo(4);
  }

  @Test
  void whatIsSettledBeforeItIsReadAgainIsToldSettled() throws Exception {
    sage.betweenPages(
        () -> {
          sage.paid("o1", "i1", "500");
          sage.item("o1", "i6", "36", "c2", "2026-12-01", "7", "0");
        });
    acme.run("sweep", "o1", null, null);
    assertThat(acme.told("item", "key", "open")).containsSubsequence("i1 300", "i1 0");
    assertThat(acme.proof().get("items")).isEqualTo(4);
    assertThat(acme.proof().get("totals")).isEqualTo(Map.of("EUR", "106.8"));
  }

  @Test
  void whatCameAndIsTakenAwayVoidsTheSweep() throws Exception {
    sage.betweenPages(() -> sage.delete("o1", "i1"));
    assertThatThrownBy(() -> acme.run("sweep", "o1", null, null))
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("1 that came were taken away");
    assertThat(acme.proof()).isNull();
    acme.run("sweep", "o1", null, null);
    assertThat(acme.told("item", "key")).containsExactly("i2", "i3", "i5");
  }

  @Test
  void aDeltaTellsWhatIsPaid() throws Exception {
    acme.run("sweep", "o1", null, null);
    now = now.plus(Duration.ofHours(1));
    sage.paid("o1", "i2", "99.90");
    sage.paid("o1", "i1", "450");
    acme.run("delta", "o1", null, "2026-11-20T10:30:00Z");
    assertThat(acme.told("item", "key", "open", "status"))
        .containsExactly("i1 50 PARTIAL", "i2 0 COLLECTED");
    assertThat(sage.calls()).contains("Items", "ItemsChanged");
  }

  @Test
  void anInvoiceStillBeingWrittenIsNone() throws Exception {
    sage.pending("o1", "i2");
    acme.run("sweep", "o1", null, null);
    assertThat(acme.told("item", "key")).containsExactly("i1", "i3", "i5");
  }

  @Test
  void itemsAreReadAgainByKey() throws Exception {
    sage.paid("o1", "i2", "99.90");
    List<String> keys = List.of("i1", "i2", "i3", "nobody", "\"}}");
    JsonNode items =
        Http.JSON.readTree(
            ((Map<?, ?>) acme.run("recheck", "o1", keys, null)).get("item").toString());
    assertThat(items)
        .extracting(item -> item.path("key").asText() + " " + item.path("open").asText())
        .containsExactly("i1 300", "i2 0", "i3 99.9");
  }

  @Test
  void theTokenIsRenewedAsItEndsAndWhenItIsRevoked() throws Exception {
    acme.run("sweep", "o1", null, null);
    now = now.plus(Duration.ofHours(8));
    acme.run("sweep", "o1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(2);
    sage.suffer(Fault.REVOKED);
    acme.run("sweep", "o1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(3);
  }

  @Test
  void patientWhenAskedToBe() throws Exception {
    sage.suffer(Fault.TOO_MANY);
    acme.run("sweep", "o1", null, null);
    assertThat(acme.proof()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, UNREACHABLE, not now (503)",
    "CUT, UNREACHABLE, no whole",
    "PAGE, LIES, a page (text/html",
    "NO_SUCH_FIELD, DRIFT, connectors/sage-active/customers.graphql",
    "HALF, DRIFT, Unexpected Execution Error"
  })
  void troubleIsNamedAndNothingCloses(Fault fault, Kind kind, String said) {
    sage.suffer(fault);
    assertThatThrownBy(() -> acme.run("sweep", "o1", null, null))
        .isInstanceOfSatisfying(SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(kind))
        .hasMessageContaining(said)
        .hasMessageContaining("What to do:");
    assertThat(acme.proof()).isNull();
  }

  @Test
  void aWrongKeyOrTooLargeAPageIsASetting() throws Exception {
    try (Kamelets other = kamelets(Map.of("subscriptionKey", "wrong"))) {
      assertThatThrownBy(() -> other.run("probe", "o1", null, null))
          .isInstanceOfSatisfying(
              SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.MISCONFIGURED))
          .hasMessageContaining("the subscription key is not accepted");
    }
    try (Kamelets other =
        kamelets(Map.of("pageSize", "500", "refreshToken", sage.refreshToken()))) {
      assertThatThrownBy(() -> other.run("probe", "o1", null, null))
          .hasMessageContaining("set a smaller pageSize");
    }
  }

  @Test
  void theProbeAsksEveryQuestion() throws Exception {
    Map<?, ?> answer = (Map<?, ?>) acme.run("probe", "o1", null, null);
    assertThat(answer.get("version")).isEqualTo("V2");
    assertThat(sage.calls()).containsExactly("Customers", "Items", "Quotes");
  }
}
