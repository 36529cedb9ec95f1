package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.store.JournalStore;
import io.relance.support.CutLine;
import io.relance.support.Dispatch;
import io.relance.support.HubProcess;
import io.relance.support.ImapBox;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debtors answer, and the hub that takes their mails from Dovecot is killed (kill -9) before its
 * commit, or the line to the mailbox is cut in the middle of a mail: each is taken whole, once.
 */
class RepliesKilledTest {
  private static final int DEBTORS = 3;

  @TempDir Path folder;
  private final String url = TestDatabase.freshUrl();
  private House house;

  private void open(int mailbox, String cron) {
    TestHome home = Dispatch.home(folder.resolve("home"), url, 1);
    home.file("routes/replies.camel.yaml", TestHome.shipped("routes/replies.camel.yaml"))
        .settings("relance.replies.host=127.0.0.1", "relance.replies.port=" + mailbox)
        .settings("relance.replies.tls=none", "relance.replies.user=" + ImapBox.USER)
        .settings("relance.replies.password=" + ImapBox.PASSWORD, "relance.replies.cron=" + cron);
    house = House.open(Home.at(folder.resolve("home")), Clock.systemUTC(), Map.of());
    new Dispatch(house.database(), house.clock()).queue(1, DEBTORS);
    now(
        """
        update act set state = 'sent', sent_at = now(), sending_at = now(), recipient = lower(debtor.key) || '@debtor.example',
               message_id = '<relance.' || act.id || '.00112233445566778899aabb@lumiere.example>'
          from account join debtor on debtor.id = account.debtor_id where account.id = act.account_id
        """);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private List<String> column(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  private void answers(ImapBox box, int size) throws Exception {
    for (String id : column("select message_id from act order by id")) {
      int debtor = column("select message_id from act order by id").indexOf(id) + 1;
      String mail =
          "From: d%d@debtor.example\nTo: compta@acme.example\nSubject: Re: %d\nMessage-ID: <r%d@debtor.example>\nIn-Reply-To: %s\n\nNous payons mardi.\n%s"
              .formatted(debtor, debtor, debtor, id, "x\n".repeat(size));
      box.arrive(mail.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void eachIsTakenOnce() {
    assertThat(column("select subject from came_back order by subject"))
        .containsExactly("Re: 1", "Re: 2", "Re: 3");
    assertThat(column("select distinct account_id::text from account_hold")).hasSize(DEBTORS);
    assertThat(column("select act_id::text from journal where kind like 'mail%'"))
        .as("journaled: %s", column("select kind from journal"))
        .hasSize(DEBTORS)
        .doesNotHaveDuplicates();
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  @Test
  void killedBeforeItsCommit() throws Exception {
    try (ImapBox box = ImapBox.in(folder)) {
      open(box.port(), "0/2 * * * * ?");
      answers(box, 1);
      now(
          """
          create function slow() returns trigger language plpgsql as
          $$ begin if new.subject = 'Re: 2' then perform pg_sleep(300); end if; return new; end $$""");
      now("create trigger slow before insert on came_back for each row execute function slow()");
      Process hub = HubProcess.start(folder.resolve("home"), "replies");
      try {
        String asleep =
            "select pid::text from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
        await().until(() -> !column(asleep).isEmpty());
        hub.destroyForcibly().waitFor();
        column("select pg_terminate_backend(" + column(asleep).get(0) + ")::text");
        now("drop trigger slow on came_back");
        assertThat(column("select subject from came_back")).containsExactly("Re: 1");
        hub = HubProcess.start(folder.resolve("home"), "replies");
        await().until(() -> column("select subject from came_back").size() == DEBTORS);
        await().until(() -> box.subjects("INBOX", true).isEmpty());
      } finally {
        hub.destroyForcibly().waitFor();
      }
      eachIsTakenOnce();
    }
  }

  @Test
  void cutInTheMiddleOfAMail() throws Exception {
    try (ImapBox box = ImapBox.in(folder);
        CutLine line = new CutLine(box.port(), Long.MAX_VALUE, 900_000)) {
      open(line.port(), "0 0 0 1 1 ? 2099");
      answers(box, 200_000);
      try (Hub hub = Hub.start(house, "n1")) {
        Schedule schedule = hub.bean("schedule", Schedule.class);
        schedule.run("replies", Duration.ofMinutes(1));
        assertThat(column("select subject from came_back")).containsExactly("Re: 1");
        assertThat(column("select kind from alert where until is null")).contains("replies");

        line.mend();
        schedule.run("replies", Duration.ofMinutes(1));
        assertThat(column("select kind from alert where until is null")).doesNotContain("replies");
      }
      eachIsTakenOnce();
      assertThat(
              column(
                  "select min(length(content))::text from payload where content_type = 'message/rfc822'"))
          .as("whole")
          .allMatch(bytes -> Integer.parseInt(bytes) > 400_000);
    }
  }
}
