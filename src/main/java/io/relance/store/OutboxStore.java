package io.relance.store;

import io.relance.outbox.Act;
import io.relance.outbox.Departure;
import io.relance.outbox.Outcome;
import io.relance.outbox.Receipt;
import io.relance.policy.Decision.Step;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Moves acts through their states. Every method joins the caller's transaction; what must stand
 * together is the caller's to bind. Acts are claimed by sql/outbox/claim.sql.
 */
public final class OutboxStore {
  private final Database database;
  private final Clock clock;
  private final String owner;

  /**
   * @param owner this process's name among those that share the database
   */
  public OutboxStore(Database database, Clock clock, String owner) {
    this.database = database;
    this.clock = clock;
    this.owner = owner;
  }

  /** Those of these acts that are ours at this moment. */
  public List<Act> claimed(Collection<Long> acts) {
    return of("claimed", acts).param("owner", owner).query(OutboxStore::act).list();
  }

  /** A company of a source, by its id here and by its names there. */
  public record Place(long id, String source, String company) {
    public String path() {
      return source + "/" + company;
    }
  }

  public List<Place> places(Collection<Long> companies) {
    return sql("places")
        .param("companies", companies.toArray(Long[]::new))
        .query(Place.class)
        .list();
  }

  /** The ERP's keys of all their items in that company. */
  public List<String> itemKeys(Collection<Long> acts, long company) {
    return of("item-keys", acts).param("company", company).query(String.class).list();
  }

  /**
   * Payload and state SENDING, with the items and steps that the message really carries; acts whose
   * claim no longer stands are left out.
   *
   * @param lease until when this node answers for them
   * @param retain until when the words are kept
   * @return act to payload, of those that may be sent once this is committed
   */
  public Map<Long, Long> markSending(List<Departure> departures, Duration lease, LocalDate retain) {
    Map<Long, Long> marked =
        marked(
            sql("mark-sending")
                .param("acts", array(departures, d -> d.act().id(), Long[]::new))
                .param("shas", array(departures, d -> Payloads.sha256(d.content()), byte[][]::new))
                .param("contents", array(departures, Departure::content, byte[][]::new))
                .param("messageIds", array(departures, Departure::messageId, String[]::new))
                .param(
                    "recipients", array(departures, d -> String.join(", ", d.to()), String[]::new))
                .param("types", array(departures, Departure::type, String[]::new))
                .param("facts", array(departures, d -> Facts.text(d.facts()), String[]::new))
                .param("asked", array(departures, d -> d.asked().toPlainString(), String[]::new))
                .param("retain", retain),
            lease);
    List<Departure> leaving =
        departures.stream().filter(d -> marked.containsKey(d.act().id())).toList();
    new Carried(database, leaving).write();
    return marked;
  }

  /** State SENDING once more for uncertain acts, whose stored bytes leave again. */
  public Map<Long, Long> markResending(Collection<Long> acts, Duration lease) {
    return marked(of("mark-resending", acts), lease);
  }

  /** This node answers for them that much longer; those it still answers for. */
  public Set<Long> renew(Collection<Long> acts, Duration lease) {
    return Set.copyOf(
        of("renew", acts)
            .param("owner", owner)
            .param("now", now())
            .param("lease", At.of(clock.instant().plus(lease)))
            .query(Long.class)
            .list());
  }

  private Map<Long, Long> marked(StatementSpec statement, Duration lease) {
    Map<Long, Long> marked = new LinkedHashMap<>();
    statement
        .param("owner", owner)
        .param("now", now())
        .param("lease", At.of(clock.instant().plus(lease)))
        .query(
            row -> {
              marked.put(row.getLong("id"), row.getLong("payload_id"));
            });
    return marked;
  }

  /**
   * The channel took them: SENT, steps taken, items have reached their levels, the contact is
   * counted.
   *
   * @param receipts act to the channel's own words, and its number for it
   * @param today the business day in the company's zone
   * @return the acts that this call made sent
   */
  public List<Long> sent(Map<Long, Receipt.Accepted> receipts, LocalDate today) {
    List<Map.Entry<Long, Receipt.Accepted>> all = List.copyOf(receipts.entrySet());
    List<Long> sent =
        sql("sent")
            .param("acts", array(all, Map.Entry::getKey, Long[]::new))
            .param("receipts", array(all, e -> e.getValue().reply(), String[]::new))
            .param("gatewayIds", array(all, e -> e.getValue().id(), String[]::new))
            .param("now", now())
            .query(Long.class)
            .list();
    if (!sent.isEmpty()) {
      of("take-steps", sent).param("today", today).update();
      of("count-contacts", sent).param("today", today).update();
    }
    return sent;
  }

  /**
   * The channel did not take them: failed, dead or uncertain. The steps of the dead are free again,
   * refused addresses are blocked.
   *
   * @return the acts that this call changed
   */
  public List<Long> ended(Map<Act, Outcome> outcomes, LocalDate today) {
    List<Map.Entry<Act, Outcome>> all = List.copyOf(outcomes.entrySet());
    List<Long> ended =
        sql("ended")
            .param("acts", array(all, e -> e.getKey().id(), Long[]::new))
            .param("states", array(all, e -> e.getValue().state().text(), String[]::new))
            .param("causes", array(all, e -> e.getValue().cause(), String[]::new))
            .param("attempts", array(all, e -> e.getValue().attempts(), Integer[]::new))
            .param("nexts", array(all, e -> e.getValue().next().toString(), String[]::new))
            .param("persons", array(all, e -> e.getValue().needsPerson(), Boolean[]::new))
            .param("receipts", array(all, e -> e.getValue().receipt(), String[]::new))
            .param("owner", owner)
            .query(Long.class)
            .list();
    List<Map.Entry<Act, Outcome>> mine =
        all.stream().filter(e -> ended.contains(e.getKey().id())).toList();
    block(mine.stream().map(Map.Entry::getValue).filter(o -> !o.blocked().isEmpty()).toList());
    freeSteps(inState(mine, "dead"));
    uncertain(inState(mine, "uncertain"), today);
    return ended;
  }

  private static List<Long> inState(List<Map.Entry<Act, Outcome>> all, String state) {
    return all.stream()
        .filter(e -> e.getValue().state().text().equals(state))
        .map(e -> e.getKey().id())
        .toList();
  }

  private void block(List<Outcome> refused) {
    if (!refused.isEmpty()) {
      sql("block-addresses")
          .param("emails", array(refused, Outcome::blocked, String[]::new))
          .param("causes", array(refused, Outcome::cause, String[]::new))
          .param("now", now())
          .update();
    }
  }

  private void uncertain(List<Long> acts, LocalDate today) {
    if (!acts.isEmpty()) {
      of("uncertain-contacts", acts).param("today", today).update();
    }
  }

  private void freeSteps(List<Long> acts) {
    if (!acts.isEmpty()) {
      of("free-steps", acts).update();
    }
  }

  /**
   * They will not leave: their steps are free, their accounts are decided again at the next run.
   *
   * @param causes act to cause
   * @return the acts that this call cancelled
   */
  public List<Long> cancel(Map<Long, String> causes) {
    return drop("cancelled", causes);
  }

  /** As {@link #cancel}, for acts that could not be made ready: a person must mend something. */
  public List<Long> die(Map<Long, String> causes) {
    return drop("dead", causes);
  }

  private List<Long> drop(String state, Map<Long, String> causes) {
    List<Map.Entry<Long, String>> all = List.copyOf(causes.entrySet());
    List<Long> dropped =
        sql("drop-acts")
            .param("state", state)
            .param("acts", array(all, Map.Entry::getKey, Long[]::new))
            .param("causes", array(all, Map.Entry::getValue, String[]::new))
            .query(Long.class)
            .list();
    freeSteps(dropped);
    return dropped;
  }

  /** Those of the acts that carry one of the company's items of these keys. */
  public List<Long> withItems(Collection<Long> acts, long company, Collection<String> keys) {
    return of("acts-of-items", acts)
        .param("company", company)
        .param("keys", keys.toArray(String[]::new))
        .query(Long.class)
        .list();
  }

  /** As before the claim, to be tried again then; no attempt is counted. */
  public List<Long> putBack(Collection<Long> acts, String cause, Instant next) {
    return of("put-back", acts)
        .param("owner", owner)
        .param("cause", cause)
        .param("next", At.of(next))
        .query(Long.class)
        .list();
  }

  /** Uncertain acts that must not be sent again by themselves. */
  public List<Long> holdUncertain(Collection<Long> acts, String cause) {
    return of("hold-uncertain", acts).param("cause", cause).query(Long.class).list();
  }

  /** Those uncertain acts whose stored words are still true, and may still leave. */
  public Set<Long> unchanged(Collection<Long> acts) {
    return Set.copyOf(of("unchanged", acts).param("now", now()).query(Long.class).list());
  }

  /** The stored message of an act. */
  public record Stored(
      long act, List<String> to, String type, byte[] content, Map<String, String> facts) {}

  /** What these acts sent, or tried to; erased ones are left out. */
  public List<Stored> stored(Collection<Long> acts) {
    return of("stored", acts)
        .query(
            (row, n) ->
                new Stored(
                    row.getLong("id"),
                    List.of(row.getString("recipient").split(", ")),
                    row.getString("content_type"),
                    row.getBytes("content"),
                    Facts.of(row.getString("facts"))))
        .list();
  }

  /**
   * An act whose node stopped.
   *
   * @param needsPerson it is uncertain, and its channel does not send it again by itself
   */
  public record Reaped(
      long id, long company, long account, String state, boolean needsPerson, String cause) {}

  /**
   * Ends the leases that ran out: claimed acts are queued again, sending ones are uncertain.
   *
   * @param resendAfter how long an uncertain act rests before it is sent again
   * @param resending the channels that do that
   */
  public List<Reaped> reap(Duration resendAfter, Collection<String> resending) {
    return sql("reap")
        .param("resending", resending.toArray(String[]::new))
        .param("now", now())
        .param("resendAt", At.of(clock.instant().plus(resendAfter)))
        .query(
            (row, n) ->
                new Reaped(
                    row.getLong("id"),
                    row.getLong("company_id"),
                    row.getLong("account_id"),
                    row.getString("state"),
                    row.getBoolean("needs_person"),
                    row.getString("cause")))
        .list();
  }

  /** Acts planned before that business day that have not left, at most 1,000, locked. */
  public List<Reaped> stale(LocalDate oldest) {
    return sql("stale")
        .param("oldest", oldest)
        .query(
            (row, n) ->
                new Reaped(
                    row.getLong("id"),
                    row.getLong("company_id"),
                    row.getLong("account_id"),
                    "",
                    false,
                    ""))
        .list();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("outbox/" + name));
  }

  private StatementSpec of(String name, Collection<Long> acts) {
    return sql(name).param("acts", acts.toArray(Long[]::new));
  }

  private Object now() {
    return At.of(clock.instant());
  }

  static <T, R> R[] array(
      List<T> all, Function<? super T, R> part, java.util.function.IntFunction<R[]> array) {
    return all.stream().map(part).toArray(array);
  }

  static Act act(ResultSet row, int n) throws SQLException {
    return new Act(
        row.getLong("id"),
        row.getLong("company_id"),
        row.getLong("account_id"),
        row.getString("policy"),
        row.getString("policy_version"),
        row.getInt("level"),
        row.getString("channel"),
        row.getString("purpose"),
        row.getString("role"),
        row.getString("template"),
        row.getLong("item_id"),
        row.getObject("business_day", LocalDate.class),
        row.getBoolean("redirected"),
        row.getBoolean("approval"),
        row.getInt("attempts"),
        row.getBoolean("resend"),
        elements(row.getArray("items"), (Long id) -> id),
        elements(row.getArray("steps"), OutboxStore::step),
        ZoneId.of(row.getString("zone")),
        row.getBoolean("merged"));
  }

  @SuppressWarnings("unchecked")
  private static <T, R> Set<R> elements(Array array, Function<T, R> read) throws SQLException {
    return Stream.of((T[]) array.getArray()).map(read).collect(Collectors.toSet());
  }

  private static Step step(String text) {
    String[] parts = text.split("/");
    return new Step(
        Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
