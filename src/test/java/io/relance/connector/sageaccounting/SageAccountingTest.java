package io.relance.connector.sageaccounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Grants;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.SimulatedSageAccounting;
import io.relance.demo.SimulatedSageAccounting.Fault;
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

/** The shipped connector against a simulated Sage Accounting, over real sockets. */
class SageAccountingTest {
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private final Clock clock = new Ticking();
  private SimulatedSageAccounting sage;
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
        SimulatedSageAccounting.start(clock)
            .business("b1", "Acme SARL", "EUR")
            .business("b2", "Acme Sud", "EUR")
            .contact("b1", "c1", "Carat SARL", "compta@carat.example")
            .contact("b1", "c2", "Durand & Fils", null)
            .contact("b2", "c1", "Carat SARL", "compta@carat.example")
            .invoice("b1", "i1", "c1", "2026-08-31", "2026-09-30", "1200", "700")
            .invoice("b1", "i2", "c1", "2026-09-30", "2026-10-30", "99.90", "99.90")
            .invoice("b1", "i3", "c2", "2026-10-01", "2026-10-31", "50", "0")
            .creditNote("b1", "n1", "c1", "2026-10-05", "100", "100")
            .receipt("b1", "p1", "c1", "2026-10-12", "500", "i1", "80")
            .quote("b1", "q1", "c2", "2026-11-02", "2026-12-02", "300")
            .invoice("b2", "i9", "c1", "2026-10-01", "2026-10-31", "10", "10");
    acme = kamelets(Map.of("pageSize", "1"));
  }

  private Kamelets kamelets(Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("url", sage.url());
    parameters.put("tokenUrl", sage.tokenUrl());
    parameters.put("clientId", sage.clientId());
    parameters.put("clientSecret", sage.clientSecret());
    parameters.put("refreshToken", sage.refreshToken());
    return new Kamelets("sage-accounting", parameters, clock, Grants.passing());
  }

  @AfterEach
  void stop() {
    acme.close();
    sage.close();
  }

  @Test
  void aSweepIsEverythingOpenOfOneBusiness() throws Exception {
    acme.run("sweep", "b1", null, null);
    assertThat(acme.told("company", "key", "name", "currency")).containsExactly("b1 Acme SARL EUR");
    assertThat(acme.told("debtor", "key", "name", "language"))
        .containsExactly("c1 Carat SARL fr", "c2 Durand & Fils fr");
    assertThat(acme.told("contact", "debtor", "role", "email"))
        .containsExactly("c1 billing compta@carat.example");
    assertThat(acme.told("item", "key", "debtor", "kind", "due", "original", "open", "currency"))
        .containsExactly(
            "sales_invoices/i1 c1 invoice 2026-09-30 1200 700 EUR",
            "sales_invoices/i2 c1 invoice 2026-10-30 99.9 99.9 EUR",
            "sales_credit_notes/n1 c1 credit 2026-10-05 -100 -100 EUR",
            "contact_payments/p1 c1 payment 2026-10-12 -80 -80 EUR");
    assertThat(acme.told("payment", "item", "amount", "paidOn"))
        .containsExactly("sales_invoices/i1 500 2026-10-12");
    assertThat(acme.told("quote", "key", "debtor", "number", "status"))
        .containsExactly("q1 c2 SQ-5 sent");
    assertThat(acme.proof().get("items")).isEqualTo(4);
    assertThat(acme.proof().get("totals")).isEqualTo(Map.of("EUR", "619.9"));
    assertThat(acme.proof().get("cursor")).isEqualTo("2026-11-20T09:50:00Z");
    assertThat(sage.calls()).allMatch(call -> call.contains("attributes=all"));
  }

  @Test
  void anotherBusinessIsAnotherLedger() throws Exception {
    acme.run("sweep", "b2", null, null);
    assertThat(acme.told("item", "key")).containsExactly("sales_invoices/i9");
    assertThatThrownBy(() -> acme.run("sweep", "b3", null, null))
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.MISCONFIGURED))
        .hasMessageContaining("b1 (Acme SARL)");
  }

  @Test
  void whatIsPutInBetweenPagesMissesNothingAndDoublesNothing() throws Exception {
    sage.betweenPages(
        "contacts",
        () -> {
          sage.contact("b1", "c0", "Abaque", null);
          sage.first("b1");
        });
    acme.run("sweep", "b1", null, null);
    assertThat(Set.copyOf(acme.told("debtor", "key"))).containsExactlyInAnyOrder("c0", "c1", "c2");
    assertThat(acme.told("item", "key")).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void whatIsTakenOutBetweenPagesMissesNothing() throws Exception {
    sage.change("b1", "i1", "0", "PAID", false);
    sage.betweenPages("sales_invoices", () -> sage.delete("b1", "i1"));
    acme.run("sweep", "b1", null, null);
    assertThat(acme.told("item", "key")).contains("sales_invoices/i2");
    assertThat(acme.proof().get("items")).isEqualTo(3);
  }

  @Test
  void oneTakenOutForOnePutInMissesNothing() throws Exception {
    sage.change("b1", "i1", "0", "PAID", false);
    sage.betweenPages(
        "sales_invoices",
        () -> {
          sage.delete("b1", "i1");
          sage.invoice("b1", "i4", "c2", "2026-11-20", "2026-12-20", "10", "10");
        });
    acme.run("sweep", "b1", null, null);
    assertThat(acme.told("item", "key"))
        .as("the count stayed the same")
        .contains("sales_invoices/i2", "sales_invoices/i4");
    assertThat(acme.proof().get("items")).isEqualTo(4);
  }

  @Test
  void whatIsSettledBeforeItIsReadAgainIsToldSettled() throws Exception {
    sage.betweenPages(
        "sales_invoices",
        () -> {
          sage.change("b1", "i1", "0", "PAID", true);
          sage.invoice("b1", "i4", "c2", "2026-11-20", "2026-12-20", "10", "10");
        });
    acme.run("sweep", "b1", null, null);
    assertThat(acme.told("item", "key", "open"))
        .containsSubsequence("sales_invoices/i1 700", "sales_invoices/i1 0");
    assertThat(acme.proof().get("items")).isEqualTo(4);
    assertThat(acme.proof().get("totals")).isEqualTo(Map.of("EUR", "-70.1"));
  }

  @Test
  void whatCameAndIsTakenAwayVoidsTheSweep() throws Exception {
    sage.betweenPages("sales_invoices", () -> sage.delete("b1", "i1"));
    assertThatThrownBy(() -> acme.run("sweep", "b1", null, null))
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("1 that came were taken away");
    assertThat(acme.proof()).isNull();
  }

  @Test
  void aDeltaTellsWhatIsPaidAndWhatIsGone() throws Exception {
    acme.run("sweep", "b1", null, null);
    String cursor = (String) acme.proof().get("cursor");
    now = now.plus(Duration.ofHours(1));
    sage.change("b1", "i2", "0", "PAID", true);
    sage.change("b1", "i1", "200", "PART_PAID", false);
    sage.receipt("b1", "p2", "c1", "2026-11-20", "500", "i1", "0");
    sage.invoice("b1", "i4", "c2", "2026-11-20", "2026-12-20", "10", "10");
    sage.delete("b1", "i4");

    acme.run("delta", "b1", null, Instant.parse(cursor).plusSeconds(900).toString());

    assertThat(acme.told("item", "key", "open"))
        .as("the receipt did not touch its invoice: it is read again all the same")
        .containsExactly("sales_invoices/i2 0", "sales_invoices/i1 200");
    assertThat(acme.told("document", "key"))
        .containsExactly("sales_invoices/i2", "sales_invoices/i4", "contact_payments/p2");
  }

  @Test
  void aDeltaTellsWhatIsOpenAgainWhenAReceiptIsUndone() throws Exception {
    acme.run("sweep", "b1", null, null);
    now = now.plus(Duration.ofHours(1));
    sage.change("b1", "i1", "1200", "UNPAID", false);
    sage.delete("b1", "contact_payments", "p1");

    acme.run("delta", "b1", null, "2026-11-20T10:30:00Z");

    assertThat(acme.told("item", "key", "open")).containsExactly("sales_invoices/i1 1200");
    assertThat(acme.told("document", "key")).containsExactly("contact_payments/p1");
  }

  @Test
  void aVoidedOrDraftedInvoiceIsNone() throws Exception {
    sage.change("b1", "i1", "700", "VOID", true);
    sage.change("b1", "i2", "99.9", "DRAFT", true);
    acme.run("sweep", "b1", null, null);
    assertThat(acme.told("item", "key"))
        .containsExactly("sales_credit_notes/n1", "contact_payments/p1");
  }

  @Test
  void itemsAreReadAgainByKey() throws Exception {
    sage.change("b1", "i2", "0", "PAID", true);
    List<String> keys =
        List.of("sales_invoices/i1", "sales_invoices/i2", "sales_invoices/i99", "../x");
    JsonNode items =
        Http.JSON.readTree(
            ((Map<?, ?>) acme.run("recheck", "b1", keys, null)).get("item").toString());
    assertThat(items)
        .extracting(item -> item.path("key").asText() + " " + item.path("open").asText())
        .containsExactly("sales_invoices/i1 700", "sales_invoices/i2 0");
  }

  @Test
  void theTokenIsRenewedAsItEndsAndWhenItIsRevoked() throws Exception {
    acme.run("sweep", "b1", null, null);
    acme.run("sweep", "b1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(1);
    now = now.plus(Duration.ofMinutes(5));
    acme.run("sweep", "b1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(2);
    sage.suffer(Fault.REVOKED);
    acme.run("sweep", "b1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(3);
  }

  @Test
  void patientWhenAskedToBe() throws Exception {
    sage.suffer(Fault.TOO_MANY);
    acme.run("sweep", "b1", null, null);
    assertThat(acme.proof()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, UNREACHABLE, not now (503)",
    "CUT, UNREACHABLE, no whole",
    "PAGE, LIES, a page (text/html",
    "FORBIDDEN, MISCONFIGURED, 'not allowed (403, Forbidden: no access to Sales)'",
    "UNPROCESSABLE, DRIFT, 'UnprocessableEntity: attributes is not valid'"
  })
  void troubleIsNamedAndNothingCloses(Fault fault, Kind kind, String said) {
    sage.suffer(fault);
    assertThatThrownBy(() -> acme.run("sweep", "b1", null, null))
        .isInstanceOfSatisfying(SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(kind))
        .hasMessageContaining(said)
        .hasMessageContaining("What to do:");
    assertThat(acme.proof()).isNull();
  }

  @Test
  void theProbeNamesTheBusinesses() throws Exception {
    Map<?, ?> answer = (Map<?, ?>) acme.run("probe", "b1", null, null);
    assertThat(answer.get("version")).isEqualTo("3.1");
    assertThat(answer.get("companies").toString()).contains("Acme SARL", "Acme Sud");
  }

  @Test
  void aPersonAuthorisesIt() throws Exception {
    assertThat(acme.run("authorise", "b1", null, null).toString())
        .contains("client_id=relance-demo");
    acme.run("authorise", "b1", sage.code(), null);
    acme.run("sweep", "b1", null, null);
    assertThat(sage.tokensGiven()).isEqualTo(1);
    assertThatThrownBy(() -> acme.run("authorise", "b1", "old", null))
        .hasMessageContaining("a code serves once");
  }
}
