package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertStoreTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");
  private static Database database;
  private final AlertStore alerts = at(MORNING);

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.jdbc().sql("delete from alert").update();
  }

  @Test
  void standsOnceHoweverOftenItIsRaised() {
    assertThat(alerts.raise("source", "acme/1", "key expired")).isTrue();
    assertThat(at(MORNING.plusSeconds(60)).raise("source", "acme/1", "key still expired"))
        .isFalse();

    assertThat(alerts.list())
        .containsExactly(
            new AlertStore.Alert(
                "source", "acme/1", "key still expired", MORNING, MORNING.plusSeconds(60), 2));
  }

  @Test
  void clearedOnesMayComeBackAsNew() {
    alerts.raise("source", "acme/1", "key expired");

    assertThat(alerts.clear("source", "acme/1")).isTrue();
    assertThat(alerts.clear("source", "acme/1")).isFalse();
    assertThat(alerts.list()).isEmpty();
    assertThat(alerts.raise("source", "acme/1", "key expired")).isTrue();
  }

  private static AlertStore at(Instant now) {
    return new AlertStore(database, Clock.fixed(now, ZoneOffset.UTC));
  }
}
