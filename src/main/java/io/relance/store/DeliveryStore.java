package io.relance.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What gateways report of messages that left. Every method joins the caller's transaction; what
 * must stand together is the caller's to bind.
 */
public final class DeliveryStore {
  private static final Duration KEPT = Duration.ofDays(60);
  private static final Duration UNKNOWN_AFTER = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;

  public DeliveryStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One thing that was reported.
   *
   * @param gatewayId the gateway's id of the message, or of one of its parts
   * @param status accepted, delivered, failed or expired
   * @param detail the gateway's own words
   */
  public record Report(String channel, String gatewayId, String status, String detail) {}

  /** Keeps it; false when it was told before. */
  public boolean keep(Report report) {
    return of("keep", report)
        .param("detail", report.detail())
        .param("now", now())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  /** The act whose message that is, once its gateway's id is known. */
  public Optional<Long> act(Report report) {
    return sql("act")
        .param("channel", report.channel())
        .param("gatewayId", report.gatewayId())
        .query(Long.class)
        .optional();
  }

  /** It is applied to that act, and never again. */
  public void applied(Report report, long act) {
    of("applied", report).param("act", act).update();
  }

  /** Reports that came before their message was known and can be applied now, at most 500. */
  public List<Report> waiting() {
    return sql("waiting").query(Report.class).list();
  }

  /** Sent becomes delivered, once all parts of it are; false when it is not that far. */
  public boolean delivered(long act) {
    boolean whole = sql("whole").param("act", act).query(Boolean.class).single();
    return whole && sql("delivered").param("act", act).update() > 0;
  }

  /**
   * It was not heard: unless it was a rehearsal, its steps are free and its items stand where other
   * messages left them; its account is decided again.
   *
   * @return false when a rehearsal bounced
   */
  public boolean bounced(long act, String cause) {
    boolean rehearsal =
        sql("bounced").param("act", act).param("cause", cause).query(Boolean.class).single();
    if (!rehearsal) {
      sql("lower").param("act", act).update();
    }
    return !rehearsal;
  }

  /** How many messages to that recipient waited in the network until they were given up. */
  public int expired(String recipient) {
    return sql("expired").param("recipient", recipient).query(Integer.class).single();
  }

  /** This recipient is not written to any more. */
  public void block(String recipient, String cause) {
    database
        .jdbc()
        .sql(Sql.of("outbox/block-addresses"))
        .param("emails", new String[] {recipient})
        .param("causes", new String[] {cause})
        .param("now", now())
        .update();
  }

  /** These accounts are decided again. */
  public void review(Collection<Long> accounts) {
    sql("review").param("accounts", accounts.toArray(Long[]::new)).update();
  }

  /** Channel to how many messages were reported to it since yesterday that nobody here knows. */
  public Map<String, Integer> unknown() {
    return sql("unknown")
        .param("before", At.of(clock.instant().minus(UNKNOWN_AFTER)))
        .param("after", At.of(clock.instant().minus(UNKNOWN_AFTER).minus(Duration.ofDays(1))))
        .query((row, n) -> Map.entry(row.getString("channel"), row.getInt("messages")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Forgets what is older than sixty days. */
  public int purge() {
    return sql("purge").param("before", At.of(clock.instant().minus(KEPT))).update();
  }

  private StatementSpec of(String name, Report report) {
    return sql(name)
        .param("channel", report.channel())
        .param("gatewayId", report.gatewayId())
        .param("status", report.status());
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("delivery/" + name));
  }

  private Object now() {
    return At.of(clock.instant());
  }
}
