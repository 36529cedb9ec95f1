package io.relance.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch falls back to off when the database is not the one that this home knows. */
class MemoryTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path one;
  @TempDir Path copy;

  private final String url = TestDatabase.freshUrl();

  @BeforeEach
  void homes() {
    TestHome.in(one).settings("relance.db.url=" + url);
    TestHome.in(copy).settings("relance.db.url=" + url);
  }

  @Test
  void aKnownDatabaseStaysArmed() {
    arm(one);
    assertThat(mode(one)).isEqualTo(Mode.ON);
  }

  @Test
  void aCopyOfTheInstallationIsDisarmed() {
    arm(one);
    assertThat(mode(copy)).isEqualTo(Mode.OFF);
  }

  @Test
  void anOlderDatabaseIsDisarmed() {
    arm(one);
    try (House house = open(one)) {
      OutwardStore outward = outward(house);
      new Memory(house.home().data().resolve("memory.properties"))
          .keep(outward.hubId(), outward.highestSeq() + 1);
    }
    assertThat(mode(one)).isEqualTo(Mode.OFF);
    try (House house = open(one)) {
      assertThat(new AlertStore(house.database(), CLOCK).list().toString())
          .contains("older database");
    }
  }

  @Test
  void lookingFromAnotherHomeDisarmsNothing() {
    arm(one);
    try (House house = House.open(Home.at(copy), CLOCK, Map.of())) {
      assertThat(outward(house).get(1).mode()).isEqualTo(Mode.ON);
    }
    assertThat(mode(one)).isEqualTo(Mode.ON);
  }

  private void arm(Path home) {
    try (House house = open(home)) {
      house
          .database()
          .jdbc()
          .sql("insert into company (source, key) values ('acme', '1')")
          .update();
      outward(house).set(1, new Outward(Mode.ON, null), "test");
    }
  }

  private Mode mode(Path home) {
    try (House house = open(home)) {
      return outward(house).get(1).mode();
    }
  }

  private static OutwardStore outward(House house) {
    return new OutwardStore(house.database(), new JournalStore(house.database()), CLOCK);
  }

  /** As the hub opens it before anything may leave. */
  private static House open(Path home) {
    House house = House.open(Home.at(home), CLOCK, Map.of());
    house.recognise();
    return house;
  }
}
