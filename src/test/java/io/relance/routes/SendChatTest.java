package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.store.AlertStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.Receiver;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * routes/send-chat: a channel that is one route file and its words, beside the e-mail of a level.
 */
class SendChatTest {
  private static final String EMAIL = "- {email: friendly, to: billing}";

  private final FaultySmtp relay = new FaultySmtp();
  private final Receiver chat = new Receiver(new byte[32]);
  @TempDir Path folder;

  @AfterEach
  void close() {
    relay.close();
    chat.close();
  }

  /** A debtor whose level is said by e-mail and to the chat. */
  private House home(String url) {
    return home(url, TestHome.shipped("routes/send-chat.camel.yaml"));
  }

  private House home(String url, String route) {
    Dispatch.home(
            folder,
            TestDatabase.freshUrl(),
            relay.port(),
            "chat.url=" + url,
            "relance.mail.resend.seconds=1")
        .file("routes/send-chat.camel.yaml", route)
        .file(
            "routes/policies/courteous.yaml",
            TestHome.shipped("routes/policies/courteous.yaml")
                .replace(EMAIL, EMAIL + "\n      - {chat: sensitive}"));
    House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    new Dispatch(house.database(), Clock.systemUTC()).queue(1, 1);
    house
        .database()
        .jdbc()
        .sql(
            """
            insert into act (run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name,
                             channel, purpose, role, template, internal, aside, business_day, items_digest, asked, currency, state,
                             next_attempt, created_at)
            select run_id, 0, company_id, account_id, source, policy, 'v', 2, level_name, 'chat', purpose, role, 'sensitive', true, true,
                   business_day, 0, asked, currency, 'queued', next_attempt, created_at
              from act
            """)
        .update();
    return house;
  }

  private static String state(House house, String channel) {
    return house
        .database()
        .jdbc()
        .sql("select state from act where channel = :channel")
        .param("channel", channel)
        .query(String.class)
        .single();
  }

  private static Integer number(House house, String sql) {
    return house.database().jdbc().sql(sql).query(Integer.class).single();
  }

  @Test
  void theChatHearsOnceAndTheDebtorIsNotContactedByThat() {
    try (House house = home(chat.url());
        Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      await()
          .untilAsserted(
              () -> {
                assertThat(state(house, "chat")).isEqualTo("sent");
                assertThat(state(house, "email")).isEqualTo("sent");
              });
      assertThat(chat.calls()).hasSize(1);
      assertThat(chat.calls().get(0).event().get("text").asText())
          .startsWith("*Débiteur 1*")
          .contains("120,00");
      assertThat(number(house, "select contacts from account_state")).isEqualTo(1);
      assertThat(number(house, "select count(*) from writeback where kind = 'note'")).isEqualTo(1);
    }
  }

  @Test
  void theLevelIsNotReachedByTheChatAlone() {
    relay.close();
    try (House house = home(chat.url());
        Hub hub = Hub.start(house, "n1")) {
      await().until(() -> state(house, "chat").equals("sent"));
      assertThat(number(house, "select level from item")).isZero();
      assertThat(number(house, "select contacts from account_state")).isZero();
      assertThat(number(house, "select count(*) from account_state where review_on = '-infinity'"))
          .as("its account is decided again")
          .isEqualTo(1);
    }
  }

  @Test
  void whatFailsAfterTheChatAnsweredIsNotTakenForADeadChat() {
    String later =
        "        - to: {uri: \"http://127.0.0.1:9/crm\", parameters: {bridgeEndpoint: true, followRedirects: false}}\n";
    try (House house = home(chat.url(), TestHome.shipped("routes/send-chat.camel.yaml") + later);
        Hub hub = Hub.start(house, "n1")) {
      await()
          .until(
              () ->
                  number(
                          house,
                          "select count(*) from act where channel = 'chat' and state = 'uncertain' and resends = 1")
                      == 1);
      assertThat(chat.calls()).as("once, and the one resend").hasSize(2);
    }
  }

  @Test
  void aChatThatIsNotThereIsSaidAndWaitedFor() {
    try (House house = home("http://127.0.0.1:9/hook");
        Hub hub = Hub.start(house, "n1")) {
      await()
          .until(
              () ->
                  new AlertStore(house.database(), house.clock())
                      .list().stream().anyMatch(alert -> alert.subject().equals("chat")));
      assertThat(state(house, "chat")).isEqualTo("failed");
      assertThat(number(house, "select attempts from act where channel = 'chat'")).isZero();
    }
  }
}
