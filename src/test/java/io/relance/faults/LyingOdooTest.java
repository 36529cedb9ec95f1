package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import io.relance.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub as shipped before an Odoo that fails or lies: nothing is closed, and it says why. */
class LyingOdooTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private SimulatedOdoo odoo;
  private Mailbox mailbox;
  private House house;
  private Hub hub;
  private JdbcClient jdbc;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(19, Clock.systemUTC());
    FrenchLedger.fill(odoo, LocalDate.now(Clock.systemUTC()));
    DemoHome home = new DemoHome(folder);
    mailbox = Mailbox.in(home.mails());
    home.refresh(Path.of("."));
    home.settings(odoo, mailbox);
    Files.writeString(
        folder.resolve("application.properties"),
        """
        relance.db.url=%s
        relance.db.user=postgres
        relance.db.password=postgres
        """
            .formatted(TestDatabase.freshUrl()),
        StandardOpenOption.APPEND);
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    hub = Hub.start(house, "test");
    jdbc = JdbcClient.create(house.database().dataSource());
  }

  @AfterEach
  void stop() {
    hub.close();
    house.close();
    mailbox.close();
    odoo.close();
  }

  private void pull() throws Exception {
    hub.bean("schedule", Schedule.class).run("pull-demo", PATIENCE);
  }

  private long open() {
    return jdbc.sql("select count(*) from item where open <> 0").query(Long.class).single();
  }

  private String trouble() {
    return jdbc.sql("select coalesce(max(trouble), '') from feed where company_id = 1")
        .query(String.class)
        .single();
  }

  @Test
  void nothingIsClosedAndItSaysWhy() throws Exception {
    pull();
    assertThat(trouble()).isEmpty();
    long before = open();
    assertThat(before).isGreaterThan(100);

    Map<Fault, String> words = new LinkedHashMap<>();
    words.put(Fault.EXPIRED_KEY, "key is refused");
    words.put(Fault.WRONG_DATABASE, "database");
    words.put(Fault.CUT, "cut short");
    words.put(Fault.LOGIN_PAGE, "web page");
    words.put(Fault.EMPTY, "empty answer");
    words.put(Fault.NO_RIGHTS, "account.move");
    words.put(Fault.FEW_RIGHTS, "rights");
    words.put(Fault.CLOCK_AHEAD, "clock");
    for (Map.Entry<Fault, String> fault : words.entrySet()) {
      odoo.failAfter(fault.getKey() == Fault.CUT ? 14 : 0, fault.getKey());
      pull();
      assertThat(open()).as("open items after %s", fault.getKey()).isEqualTo(before);
      assertThat(trouble())
          .as("what is said of %s", fault.getKey())
          .isNotEmpty()
          .contains(fault.getValue())
          .doesNotContain(odoo.apiKey());
      odoo.heal();
      pull();
      assertThat(trouble()).as("after %s is over", fault.getKey()).isEmpty();
    }
    assertThat(mailbox.files()).isEmpty();
  }

  @Test
  void anOlderBackupIsNotTheLedger() throws Exception {
    Object backup = odoo.ledger().backup();
    odoo.ledger().transactionsLast(Duration.ofSeconds(-5));
    odoo.ledger().pay(1, LocalDate.now(Clock.systemUTC()));
    pull();
    long before = open();
    odoo.ledger().restore(backup);
    pull();
    assertThat(open()).isEqualTo(before);
    assertThat(trouble()).contains("older");
  }
}
