package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.support.HoldingProxy;
import io.relance.support.KilledWriteBack;
import io.relance.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a hub when Odoo has taken a note, and of the next when Odoo has taken a marker: after
 * the restart each note and each marker is there once.
 */
class WriteBackKilledTest {
  @TempDir Path folder;

  @Test
  void eachNoteAndMarkerIsThereOnce() throws Exception {
    DemoHome home = new DemoHome(folder);
    try (SimulatedOdoo odoo = SimulatedOdoo.start(19, Clock.systemUTC());
        HoldingProxy proxy = new HoldingProxy(odoo.url());
        Mailbox mailbox = Mailbox.in(home.mails())) {
      FrenchLedger.fill(odoo, LocalDate.now(Clock.systemUTC()));
      home.refresh(Path.of("."));
      home.settings(mailbox, List.of(DemoSource.of(odoo)));
      settings(odoo, proxy);
      try (KilledWriteBack killed = new KilledWriteBack(folder, proxy)) {
        assertThat(killed.remind("pull-odoo")).isGreaterThan(10);
        assertThat(notes(odoo)).isEmpty();

        killed.killAfter("res\\.partner/write");
        assertThat(killed.number("select count(*) from writeback where state = 'done'")).isZero();

        killed.killAfter("mail\\.message/create");
        assertThat(notes(odoo)).as("taken by Odoo, unknown to the hub").isNotEmpty();
        assertThat(
                killed.number(
                    "select count(*) from writeback where kind = 'note' and state = 'done'"))
            .isZero();
        killed.finish();

        assertThat(notes(odoo))
            .hasSize(killed.number("select count(*) from writeback where kind = 'note'"))
            .extracting(note -> note.get("message_id"))
            .doesNotHaveDuplicates();
        markers(odoo, killed);
      }
    }
  }

  /** Odoo is reached through the proxy only. */
  private void settings(SimulatedOdoo odoo, HoldingProxy proxy) throws Exception {
    Path file = folder.resolve("application.properties");
    Files.writeString(file, Files.readString(file).replace(odoo.url(), proxy.url()));
    Files.writeString(
        file,
        "relance.db.url=%s\nrelance.db.user=postgres\nrelance.db.password=postgres\n"
            .formatted(TestDatabase.freshUrl()),
        StandardOpenOption.APPEND);
  }

  private static List<Map<String, Object>> notes(SimulatedOdoo odoo) {
    return odoo.ledger().rows("mail.message", "subtype", "mail.mt_note");
  }

  private static void markers(SimulatedOdoo odoo, KilledWriteBack killed) {
    List<Object> ours = new ArrayList<>();
    for (String name : List.of("Relance/R1", "Relance/R2", "Relance/R3")) {
      List<Map<String, Object>> tags = odoo.ledger().rows("res.partner.category", "name", name);
      assertThat(tags).as(name).hasSizeLessThanOrEqualTo(1);
      tags.forEach(tag -> ours.add(tag.get("id")));
    }
    List<String> marked =
        killed.column(
            """
            select distinct d.key || ' Relance/' || s.marker from account_state s
              join account a on a.id = s.account_id join debtor d on d.id = a.debtor_id
             where s.marker is not null order by 1
            """);
    assertThat(marked).isNotEmpty();
    for (String one : marked) {
      Object id = Integer.valueOf(one.split(" ")[0]);
      List<?> categories =
          (List<?>) odoo.ledger().rows("res.partner", "id", id).get(0).get("category_id");
      assertThat(categories.stream().filter(ours::contains).map(tag -> name(odoo, tag)))
          .as("markers of %s", one)
          .isEqualTo(List.of(one.split(" ")[1]));
    }
  }

  private static String name(SimulatedOdoo odoo, Object tag) {
    return String.valueOf(odoo.ledger().rows("res.partner.category", "id", tag).get(0).get("name"));
  }
}
