package io.relance.routes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.flow.Reaper;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending when the relay is slow, or a neighbour in the same lot cannot be committed. */
class SendTroubleTest {
  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  private void open(String... settings) {
    Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings);
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private long journaled(String kind) {
    return house
        .database()
        .jdbc()
        .sql("select count(*) from journal where kind = :kind")
        .param("kind", kind)
        .query(Long.class)
        .single();
  }

  private long inState(String state) {
    return dispatch.states().getOrDefault(state, 0L);
  }

  @Test
  void aSlowRelayKeepsItsBundleAndDoublesNothing() {
    open("relance.mail.resend.seconds=0", "relance.outbox.lease.seconds=4");
    dispatch.queue(1, 10);
    relay.slow(ofMillis(700));
    try (Hub hub = Hub.start(house, "n1")) {
      Reaper reaper = hub.context().getRegistry().lookupByNameAndType("reaper", Reaper.class);
      await()
          .pollInterval(ofMillis(100))
          .until(
              () -> {
                reaper.reap();
                return inState("sent") == 10;
              });
    }

    assertThat(relay.taken()).hasSize(10).extracting(Taken::recipient).doesNotHaveDuplicates();
    assertThat(journaled("act uncertain")).isZero();
  }

  @Test
  void whatAnotherNodeTookOverDoesNotLeaveHere() {
    open("relance.outbox.lease.seconds=4");
    dispatch.queue(1, 10);
    relay.slow(ofMillis(700));
    try (Hub hub = Hub.start(house, "n1")) {
      await().until(() -> relay.taken().size() >= 2);
      now(
          "update act set owner = 'n2', lease_until = now() + interval '1 hour' where state = 'sending'");
      await().during(ofSeconds(6)).until(() -> relay.taken().size() <= 6);
    }
  }

  @Test
  void anotherBundlesFaultLosesNoAnswer() {
    open();
    dispatch.queue(1, 60);
    now(
        """
        create function spoiled() returns trigger language plpgsql as
        $$ begin
             if new.state = 'sending' and new.recipient = 'd60@debtor.example' then raise exception 'spoiled'; end if;
             return new;
           end $$""");
    now("create trigger spoiled before update on act for each row execute function spoiled()");
    try (Hub hub = Hub.start(house, "n1")) {
      await().until(() -> inState("queued") == 10 && inState("sent") == 50);
    }

    assertThat(relay.taken()).hasSize(50).extracting(Taken::recipient).doesNotHaveDuplicates();
  }

  @Test
  void aRelayThatRelaysForNobodyKillsNoAct() {
    open();
    dispatch.queue(1, 5);
    IntStream.rangeClosed(1, 5).forEach(n -> relay.fault(n, Fault.NO_RELAY));
    try (Hub hub = Hub.start(house, "n1")) {
      await().until(() -> inState("failed") == 5);
    }

    assertThat(dispatch.act("D1", "cause")).contains("relance.mail.user").contains("554 5.7.1");
    assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
  }

  @Test
  void whatIsNotTrueAnyMoreIsNotSentAgain() {
    open();
    dispatch.queue(1, 7);
    IntStream.rangeClosed(1, 7).forEach(n -> relay.fault(n, Fault.CUT_AFTER_TAKING));
    try (Hub hub = Hub.start(house, "n1")) {
      await().until(() -> inState("uncertain") == 7);
      String today = "(now() at time zone 'Europe/Paris')::date";
      now("update debtor set hold_until = %s where key = 'D1'".formatted(today)); // its last day
      now("update item set expected_on = %s where key = 'ID7'".formatted(today));
      now(
          "update contact set no_mail = true, email = 'D2 <d2@debtor.example>, x@debtor.example' where key = 'CD2'");
      now("update item set due = current_date + 9 where key = 'ID3'");
      now(
          "update act set sending_at = now() - interval '4 days' where recipient = 'd4@debtor.example'");
      now(
          "insert into address_block (email, cause, at) values ('d5@debtor.example', 'bounced', now())");
      now("update act set next_attempt = now()");
      await().until(() -> inState("sent") == 1);
      await().until(() -> journaled("act uncertain") == 7 + 6);
    }

    assertThat(dispatch.act("D6", "state")).isEqualTo("sent");
    assertThat(dispatch.act("D1", "cause")).contains("changed meanwhile");
    assertThat(relay.taken()).hasSize(7 + 1);
  }
}
