package io.relance.routes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Schedule;
import io.relance.flow.Events;
import io.relance.notice.Templates;
import io.relance.outbox.Subscriber;
import io.relance.store.EventStore;
import io.relance.store.JournalStore;
import io.relance.support.Receiver;
import io.relance.support.Receiver.Call;
import io.relance.support.Reminded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** routes/events.camel.yaml, as shipped, against receivers over real sockets. */
class EventsRouteTest extends ShippedRoute {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final byte[] KEY =
      "a key of thirty-two bytes, say so".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final List<String> ALL =
      List.of("decided", "sent", "failed", "paid", "promise", "dispute");
  private final Reminded ledger = new Reminded(database);
  private final Receiver n8n = new Receiver(KEY);
  private final Receiver other = new Receiver(KEY);
  private final EventStore store =
      new EventStore(database, new JournalStore(database), clock(), 72);

  @Override
  protected String file() {
    return "events";
  }

  @Override
  protected void bind(Registry registry) {
    List<Subscriber> subscribers =
        List.of(
            new Subscriber("n8n", n8n.url(), SECRET, ALL),
            new Subscriber("other", other.url(), SECRET, List.of("dispute")));
    store.follow(Map.of("n8n", ALL, "other", List.of("dispute")));
    registry.bind("events", new Events(store, alerts, clock(), "relance", subscribers));
    registry.bind("freemarker", Templates.in(Path.of("templates")).configuration());
  }

  @Override
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        getContext().getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
      }
    };
  }

  @AfterEach
  void closeReceivers() {
    n8n.close();
    other.close();
  }

  @Test
  void tellsWhatHappenedSignedAndOnce() {
    long account = ledger.account("dupont");
    long item = ledger.item(account, "FAC/1", DAY, 0);
    long act = ledger.act(account, 1, DAY, item);
    ledger.update(
        "update act set state = 'sending', recipient = 'a@b.fr' where id = :a", Map.of("a", act));
    ledger.update("update act set state = 'sent' where id = :act", Map.of("act", act));
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));
    ledger.update("update item set dispute = true where id = :item", Map.of("item", item));
    ledger.update(
        "update item set expected_on = date '2026-12-01' where id = :item", Map.of("item", item));
    ledger.update("update item set open = 0, settled_as = 'settled'", Map.of());

    awaitCalls(n8n, 5);

    assertThat(n8n.calls())
        .extracting(Call::type)
        .containsExactly(
            "io.relance.sent",
            "io.relance.paid",
            "io.relance.dispute",
            "io.relance.promise",
            "io.relance.paid");
    assertThat(n8n.calls()).allMatch(Call::signed);
    assertThat(n8n.calls())
        .allMatch(call -> call.contentType().startsWith("application/cloudevents+json"))
        .allMatch(call -> call.event().get("specversion").asText().equals("1.0"))
        .allMatch(call -> call.event().get("id").asText().equals(call.id()))
        .allMatch(call -> call.event().get("subject").asText().equals("dupont"))
        .allMatch(call -> call.event().get("source").asText().equals("/relance/relance/acme/1"));
    assertThat(n8n.calls().get(0).data().toString())
        .contains("\"asked\":\"100.000\"", "\"number\":\"FAC/1\"", "\"level\":1")
        .doesNotContain("@");
    assertThat(n8n.calls().get(1).data().get("paid").asText()).isEqualTo("60.000");
    assertThat(n8n.calls().get(1).data().get("open").asText()).isEqualTo("40.000");
    assertThat(other.calls()).extracting(Call::type).containsExactly("io.relance.dispute");
    await().until(() -> store.figures("n8n").waiting() == 0);
  }

  @Test
  void whatVanishedWasNotPaidAndARehearsalIsNobodysBusiness() {
    long account = ledger.account("dupont");
    long item = ledger.item(account, "FAC/1", DAY, 0);
    long act = ledger.act(account, 1, DAY, item);
    ledger.update("update item set open = 0, settled_as = 'gone'", Map.of());
    ledger.update("update act set state = 'sending', redirected = true", Map.of());
    ledger.update("update act set state = 'sent' where id = :act", Map.of("act", act));
    ledger.update("update act set state = 'failed', cause = 'down'", Map.of());
    ledger.update("update act set redirected = false", Map.of());

    ledger.update("update act set state = 'dead', cause = 'x@y.fr is unknown'", Map.of());

    awaitCalls(n8n, 1);
    assertThat(n8n.calls().get(0).type()).isEqualTo("io.relance.failed");
    assertThat(n8n.calls().get(0).data().get("state").asText()).isEqualTo("dead");
    assertThat(n8n.calls().get(0).event().toString()).doesNotContain("y.fr");
    assertThat(column("select type from event")).containsExactly("failed");
  }

  @Test
  void aSubscriberInTroubleGetsItLaterUnderTheSameIdAndHoldsUpNobody() {
    Set<String> once = ConcurrentHashMap.newKeySet();
    n8n.answers(call -> once.add("any") ? 503 : 200);
    long account = ledger.account("dupont");
    long item = ledger.item(account, "FAC/1", DAY, 0);
    ledger.update("update item set dispute = true where id = :item", Map.of("item", item));
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));

    awaitCalls(other, 1);
    await().until(() -> !alerts.list().isEmpty());
    assertThat(alerts.list().get(0).message()).contains("n8n at", "answers 503", "events wait");
    awaitCalls(n8n, 3);

    assertThat(n8n.calls())
        .extracting(Call::type)
        .containsExactly("io.relance.dispute", "io.relance.dispute", "io.relance.paid");
    assertThat(n8n.calls().get(1).id()).isEqualTo(n8n.calls().get(0).id());
    await().until(() -> alerts.list().isEmpty());
    assertThat(column("select subscriber || state || attempts from event order by id"))
        .containsExactlyInAnyOrder("n8ndelivered2", "otherdelivered1", "n8ndelivered1");
  }

  @Test
  void whatIsRefusedHoldsUpItsDebtorOnly() {
    n8n.answers(call -> call.event().get("subject").asText().equals("dupont") ? 400 : 202);
    for (String debtor : List.of("dupont", "durand")) {
      long item = ledger.item(ledger.account(debtor), "FAC/" + debtor, DAY, 0);
      ledger.update("update item set open = 40 where id = :item", Map.of("item", item));
      ledger.update("update item set open = 30 where id = :item", Map.of("item", item));
    }

    awaitCalls(n8n, 3);

    assertThat(column("select state || attempts from event order by id"))
        .containsExactly("waiting1", "waiting0", "delivered1", "delivered1");
    assertThat(column("select failures::text from subscriber where name = 'n8n'"))
        .as("a refusal is no trouble of the subscriber's")
        .containsExactly("0");
  }

  @Test
  void toldAgainUnderTheSameIdWhenTheNodeDiedBeforeItNotedTheYes() {
    long item = ledger.item(ledger.account("dupont"), "FAC/1", DAY, 0);
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));
    awaitCalls(n8n, 1);
    await().until(() -> store.figures("n8n").waiting() == 0);
    ledger.update(
        "update event set state = 'claimed', owner = 'dead', lease_until = now() - interval '1 s'",
        Map.of());

    awaitCalls(n8n, 2);

    assertThat(n8n.calls().get(1).id()).isEqualTo(n8n.calls().get(0).id());
    assertThat(n8n.calls().get(1).event()).isEqualTo(n8n.calls().get(0).event());
  }

  @Test
  void givenUpAfterTooLongAndTriedAgainWhenAPersonSaysSo() {
    n8n.answers(call -> 404);
    long item = ledger.item(ledger.account("dupont"), "FAC/1", DAY, 0);
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));
    awaitCalls(n8n, 1);
    await().until(() -> column("select state from event").contains("waiting"));
    ledger.update(
        "update event set failing_since = now() - interval '73 hours', next_attempt = now()",
        Map.of());
    await().until(() -> store.figures("n8n").dead() == 1);
    assertThat(alerts.list().get(0).message()).contains("given up: answers 404", "retryDead");

    n8n.answers(call -> 200);
    assertThat(store.retryDead("n8n", "claire")).isEqualTo(1);

    await().until(() -> column("select state from event").contains("delivered"));
    await().until(() -> alerts.list().isEmpty());
  }

  @Test
  void aRedirectIsARefusalAndNobodyFollowsIt() {
    n8n.answers(call -> 302);
    long item = ledger.item(ledger.account("dupont"), "FAC/1", DAY, 0);
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));

    await().until(() -> column("select cause from event").contains("answers 302"));
  }

  @Test
  void nothingIsWrittenWhenNobodySubscribesAndOldOnesAreForgotten() {
    long item = ledger.item(ledger.account("dupont"), "FAC/1", DAY, 0);
    ledger.update("update item set open = 40 where id = :item", Map.of("item", item));
    awaitCalls(n8n, 1);
    ledger.update("update event set at = now() - interval '31 days'", Map.of());
    new Schedule(context, alerts, new JournalStore(database), clock())
        .run("events-purge", ofSeconds(60));
    store.follow(Map.of());
    ledger.update("update item set open = 30 where id = :item", Map.of("item", item));

    assertThat(column("select type from event")).isEmpty();
  }

  private static void awaitCalls(Receiver receiver, int calls) {
    await().until(() -> receiver.calls().size() >= calls);
  }
}
