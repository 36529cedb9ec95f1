package io.relance.boot;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final String NEVER = "0 0 3 1 1 ? 2099";
  private Database database;
  private AlertStore alerts;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    alerts = new AlertStore(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void firesOnTimeFromTheDatabaseOnTheOnePool() {
    try (ScheduledNode node = node()) {
      node.route("tick", "* * * * * ?").schedule().start(Set.of());

      await().until(() -> heard(node.context()) >= 2);
      assertThat(stored()).containsExactly("tick");
      assertThat(alerts.list()).isEmpty();
    }
  }

  @Test
  void firesNowWhenAsked() {
    try (ScheduledNode node = node()) {
      node.route("nightly", NEVER).schedule().start(Set.of());

      node.schedule().run("nightly", ofSeconds(60));
      assertThat(heard(node.context())).isEqualTo(1);
      node.schedule().fire("nightly");
      await().until(() -> heard(node.context()) == 2);
    }
  }

  @Test
  void namesTheSchedulesThatThereAre() {
    try (ScheduledNode node = node()) {
      node.route("nightly", NEVER).schedule().start(Set.of());

      assertThatThrownBy(() -> node.schedule().fire("nigthly"))
          .hasMessage("no route 'nigthly' on a schedule; there is: [nightly]");
    }
  }

  @Test
  void forgetsRoutesThatAreGoneButNotThoseThatAreBroken() {
    try (ScheduledNode node = node()) {
      node.route("kept", NEVER).route("gone", NEVER).route("broken", NEVER);
      node.schedule().start(Set.of());
    }
    try (ScheduledNode node = node()) {
      node.route("kept", NEVER).schedule().start(Set.of("broken"));

      assertThat(stored()).containsExactly("broken", "kept");
    }
  }

  @Test
  void followsARouteWhoseZoneAndOptionsWereEdited() {
    try (ScheduledNode node = node()) {
      node.route("pull", NEVER).schedule().start(Set.of());
    }
    try (ScheduledNode node = node()) {
      node.route("pull", NEVER, "&stateful=true&trigger.timeZone=Asia/Tokyo");
      node.schedule().start(Set.of());

      assertThat(
              column(
                  "select cron_expression || ' ' || time_zone_id from qrtz_cron_triggers",
                  String.class))
          .containsExactly("0 0 3 1 1 ? 2099 Asia/Tokyo");
      assertThat(column("select is_nonconcurrent from qrtz_job_details", Boolean.class))
          .containsExactly(true);
      node.schedule().run("pull", ofSeconds(60));
      assertThat(heard(node.context())).isEqualTo(1);
    }
  }

  @Test
  void catchesAMissedScheduleUpOnceAndSaysSo() {
    try (ScheduledNode node = node()) {
      node.route("pull", "0 0 * * * ?").schedule().start(Set.of());
    }
    long fiveHours = 5 * 3_600_000L;
    database
        .jdbc()
        .sql(
            "update qrtz_triggers set next_fire_time = next_fire_time - :ago, start_time = start_time - :ago")
        .param("ago", fiveHours)
        .update();
    try (ScheduledNode node = node()) {
      node.route("pull", "0 0 * * * ?").schedule().start(Set.of());

      await().until(() -> heard(node.context()) == 1);
      assertThat(alerts.list())
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.kind() + "/" + alert.subject()).isEqualTo("schedule/pull");
                assertThat(alert.message()).matches("[56] runs were missed since .*");
                assertThat(alert.message()).endsWith("caught up once now");
              });
      assertThat(column("select detail from journal where kind = 'schedule missed'", String.class))
          .singleElement()
          .satisfies(
              detail ->
                  assertThat(detail).containsPattern("\"runs\":\"[56]\"").contains("\"pull\""));
    }
  }

  @Test
  void refusesTwoRoutesUnderOneName() {
    try (ScheduledNode node = node()) {
      node.route("pull", NEVER, "&recoverableJob=true");
      node.load("other", "quartz:relance/pull?recoverableJob=true&cron=" + NEVER.replace(' ', '+'));

      assertThatThrownBy(() -> node.schedule().start(Set.of()))
          .hasMessageContaining("its quartz name 'relance.pull' is another route's too");
    }
  }

  private ScheduledNode node() {
    return new ScheduledNode("n1", database, alerts);
  }

  private static int heard(CamelContext context) {
    return context.getEndpoint("mock:heard", MockEndpoint.class).getReceivedCounter();
  }

  private List<String> stored() {
    return column("select trigger_name from qrtz_triggers order by 1", String.class);
  }

  private <T> List<T> column(String sql, Class<T> type) {
    return database.jdbc().sql(sql).query(type).list();
  }
}
