package io.relance.support;

import io.relance.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** SMS that wait to be sent: {@link Dispatch} with one mobile number for each debtor. */
public final class SmsDispatch {
  private static final String POLICY =
      """
      policy: courteous
      order: 100
      for: everybody
      progress: climb
      unit: account
      act-level: highest
      credits: account
      debtors: merged
      after-last: once
      calendar:
        hours: {sms: always}
      levels:
        - name: Upcoming
          days: -10
          wait: 3
          minimum: {EUR: 15.00}
          approval: no
          channels:
            - {email: upcoming, to: billing}
        - name: Friendly
          days: 3
          marker: R1
          wait: 3
          minimum: {EUR: 15.00}
          deadline: 7
          approval: no
          channels:
            - {sms: friendly, to: billing}
      """;
  private final Database database;
  private final Dispatch dispatch;

  public SmsDispatch(Database database, Clock clock) {
    this.database = database;
    this.dispatch = new Dispatch(database, clock);
    update("update company set phone = '+33 4 72 00 00 00'");
  }

  /** A home whose friendly reminder is an SMS at any hour, with the shipped routes. */
  public static TestHome home(Path folder, String url, List<String> settings) {
    TestHome home = Dispatch.home(folder, url, 1, settings.toArray(String[]::new));
    for (String file : List.of("routes/send-sms.camel.yaml", "routes/receipts.camel.yaml")) {
      home.file(file, TestHome.shipped(file));
    }
    return home.file("routes/policies/courteous.yaml", POLICY);
  }

  /** Debtors Dfrom to Dto with the numbers +3361200…: each with a friendly reminder by SMS. */
  public SmsDispatch queue(int from, int to) {
    database.inTransaction(() -> bySms(from, to));
    return this;
  }

  private void bySms(int from, int to) {
    dispatch.queue(from, to);
    update(
        "update contact set mobile = '06 12 ' || lpad(substr(key, 3), 6, '0') where mobile is null");
    update("update debtor set country = 'FR' where country is null");
    update("update act set channel = 'sms' where channel = 'email'");
    update("update step set channel = 'sms' where channel = 'email'");
    update("analyze");
  }

  /** The same reminder of yesterday's run again: as if nothing had been said. */
  public void queueAgain() {
    database.inTransaction(this::again);
  }

  private void again() {
    update("update item set level = 1, level_on = level_on - 10");
    update("update account_state set last_contact = last_contact - 10");
    update("delete from step");
    update(
        """
        insert into act (run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name, marker, channel,
                         purpose, role, template, business_day, items_digest, asked, currency, state, next_attempt, created_at)
        select run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name, marker, channel,
               purpose, role, template, business_day + 1, items_digest, asked, currency, 'queued', now(), now() from act
        """);
    update(
        "insert into act_item (act_id, item_id, open, overdue) select max(act_id) + 1, item_id, open, overdue from act_item group by 2, 3, 4");
    update(
        "insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id) select item_id, 'courteous', 1, 2, 0, 'sms', 'billing', act_id from act_item where act_id = (select max(id) from act)");
  }

  private void update(String sql) {
    database.jdbc().sql(sql).update();
  }

  /** State to number of acts. */
  public Map<String, Long> states() {
    return dispatch.states();
  }

  /** What the act of that debtor has in that column, as text. */
  public String act(String debtor, String column) {
    return dispatch.act(debtor, column);
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
