package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.stories.StoryClock;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.StillErp;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves outside the hours of its debtor's day; all of it leaves when they begin. */
class HoursRouteTest {
  private static final Instant SATURDAY = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant MONDAY_EARLY = Instant.parse("2026-11-23T04:01:00Z");
  private static final Instant MONDAY = Instant.parse("2026-11-23T07:01:00Z");

  private final StoryClock clock = new StoryClock(SATURDAY);
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  @BeforeEach
  void open() {
    String policy = TestHome.shipped("routes/policies/courteous.yaml");
    Dispatch.home(folder, TestDatabase.freshUrl(), relay.port())
        .file(
            "routes/policies/courteous.yaml",
            policy.replaceAll("(?m)^calendar:\n(  .*\n)+", "")
                + "\ncalendar:\n  days: monday-friday\n  hours: {email: 08:00-20:00}\n");
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    StillErp.trouble("");
    house.close();
    relay.close();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  /** The ledger is as young on that day as it was before. */
  private void moveTo(Instant then) {
    now("update feed set read_at = '" + then + "', swept_at = '" + then + "'");
    clock.moveTo(then);
  }

  private void until(String sql, String answer) {
    await().untilAsserted(() -> assertThat(one(sql)).isEqualTo(answer));
  }

  @Test
  void whatMayNotLeaveWaitsUnaskedAndLeavesOnMonday() {
    dispatch.queue(1, 4);
    now("update debtor set country = 'FR', zip = '97400' where key = 'D2'");
    now(
        "update act set state = 'uncertain', sending_at = '2026-11-20', cause = 'cut' where id = 3");
    now("update act set attempts = 2, state = 'failed' where id = 4");
    StillErp.trouble("nobody is to be asked on a Saturday");
    try (Hub hub = Hub.start(house, "n1")) {
      until("select count(*) from act where opens_at is not null", "4");
      assertThat(one("select string_agg(state || ' ' || attempts, ', ' order by id) from act"))
          .isEqualTo("queued 0, queued 0, uncertain 0, queued 2");
      assertThat(dispatch.act("D1", "waits"))
          .isEqualTo("waits until Monday 23 November 08:00 (Saturday)");
      assertThat(dispatch.act("D2", "waits"))
          .isEqualTo("waits until Monday 23 November 08:00 in Indian/Reunion (Saturday)");
      assertThat(dispatch.act("D3", "cause")).isEqualTo("cut");
      assertThat(one("select count(*) from alert")).isEqualTo("0");

      StillErp.trouble("");
      moveTo(MONDAY_EARLY);
      until("select string_agg(state, ' ' order by id) from act", "queued sent uncertain queued");

      now("update act set resends = 1, state = 'uncertain' where id = 3"); // a person's now
      moveTo(MONDAY);
      until("select string_agg(state, ' ' order by id) from act", "sent sent uncertain sent");
    }
    assertThat(relay.taken()).extracting(Taken::recipient).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void manyThatWaitKeepNobodyFromLeaving() {
    dispatch.queue(1, 901);
    now("update debtor set country = 'US', zip = '10001' where key = 'D901'");
    now("update act set next_attempt = '2026-11-20'");
    clock.moveTo(
        Instant.parse("2026-11-20T19:30:00Z")); // Friday, 20:30 in Paris, 14:30 in New York
    try (Hub hub = Hub.start(house, "n1")) {
      until("select count(*) from act where state = 'sent'", "1");
      until("select count(*) from act where waits like '%(outside 08:00-20:00)'", "900");
    }
    assertThat(relay.taken()).extracting(Taken::recipient).containsExactly("d901@debtor.example");
    assertThat(one("select count(distinct next_attempt) from act where state = 'queued'"))
        .isEqualTo("1");
  }

  @Test
  void colleaguesAndRehearsalsKeepNoHours() {
    dispatch.queue(1, 2);
    now("update act set internal = true where id = 1");
    now("update act set redirected = true where id = 2");
    try (Hub hub = Hub.start(house, "n1")) {
      until("select state from act where id = 1", "sent");
      assertThat(one("select count(*) from act where opens_at is not null")).isEqualTo("0");
    }
  }
}
