package io.relance.store;

import io.relance.policy.Reason;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Everything that is known of one account, as it was written at the time. Reads only. */
public final class ExplainStore {
  private final Database database;

  public ExplainStore(Database database) {
    this.database = database;
  }

  /** An account that a key means; item is null when the whole account is meant. */
  public record Found(long account, @Nullable Long item) {}

  public record Owner(
      long id,
      String company,
      String companyName,
      String zone,
      String debtor,
      String name,
      String currency,
      @Nullable LocalDate lastContact,
      int contacts,
      @Nullable String marker,
      @Nullable LocalDate reviewOn,
      String outward) {}

  /**
   * What was decided.
   *
   * @param to the first day on which another decision held; null = it still holds
   */
  public record Interval(
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String policy,
      @Nullable String version,
      String outcome,
      int level,
      Reason reason,
      LocalDate until,
      BigDecimal overdue,
      BigDecimal credit,
      BigDecimal coming,
      List<ItemReason> items) {}

  public record ItemReason(long item, Reason reason, int level, @Nullable LocalDate next) {}

  public record Line(
      long id,
      String key,
      String number,
      String kind,
      LocalDate due,
      BigDecimal original,
      BigDecimal open,
      int cycle,
      int level,
      int occurrence,
      @Nullable LocalDate levelOn,
      int startLevel,
      @Nullable LocalDate startOn,
      @Nullable String settledAs,
      @Nullable String books) {}

  public record Sending(
      long id,
      LocalDate businessDay,
      int level,
      String levelName,
      String channel,
      String purpose,
      BigDecimal asked,
      String state,
      int attempts,
      boolean needsPerson,
      int resent,
      @Nullable String recipient,
      @Nullable String cause,
      @Nullable String receipt,
      @Nullable String messageId,
      boolean redirected,
      boolean approval,
      @Nullable String approvedBy,
      @Nullable Instant sendingAt,
      @Nullable Instant sentAt,
      @Nullable Instant opensAt,
      @Nullable String waits,
      @Nullable Instant openedAt,
      @Nullable Instant clickedAt,
      String run,
      List<Long> items) {}

  /** By item key, invoice number, ERP document, debtor key or reference, or account id. */
  public List<Found> find(String key) {
    return database
        .jdbc()
        .sql(Sql.of("explain/find"))
        .param("key", key)
        .query((row, n) -> new Found(row.getLong("account"), row.getObject("item", Long.class)))
        .list();
  }

  public Owner owner(long account) {
    return list("account", account, ExplainStore::owner).get(0);
  }

  /**
   * An account of the same debtor in another source.
   *
   * @param how person, siren or vat
   */
  public record Twin(
      long account,
      String company,
      String debtor,
      String name,
      String how,
      String why,
      String by,
      Instant since,
      String outward) {}

  /**
   * A mail that came back.
   *
   * @param kind of returns.Kind
   * @param act what it answers; null = it came without
   */
  public record Mail(
      Instant at, String kind, String from, String subject, String cause, @Nullable Long act) {}

  /** What came back by e-mail, the newest last. */
  public List<Mail> mails(long account) {
    return list(
        "returns",
        account,
        (row, n) ->
            new Mail(
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("cause"),
                row.getObject("act_id", Long.class)));
  }

  /**
   * What a colleague, the post or a telephone said.
   *
   * @param kind of the journal
   * @param words empty = none, or erased
   */
  public record Noted(Instant at, String kind, String by, String words, @Nullable Long act) {}

  /** What was noted beside mails, the newest last. */
  public List<Noted> noted(long account) {
    return list(
        "noted",
        account,
        (row, n) ->
            new Noted(
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("words") == null ? "" : row.getString("words"),
                row.getObject("act_id", Long.class)));
  }

  /** Its party, the account that speaks for all first; empty when it is alone. */
  public List<Twin> party(long account) {
    return list(
        "party",
        account,
        (row, n) ->
            new Twin(
                row.getLong("account"),
                row.getString("company"),
                row.getString("debtor"),
                row.getString("name"),
                row.getString("how"),
                row.getString("why"),
                row.getString("by"),
                row.getTimestamp("since").toInstant(),
                row.getString("outward")));
  }

  public List<Interval> decisions(long account) {
    return list("decisions", account, (row, n) -> interval(row));
  }

  /** Open and settled ones, by due date; those of its party after its own, with their books. */
  public List<Line> items(long account) {
    return list("items", account, ExplainStore::line);
  }

  public List<Sending> acts(long account) {
    return list("acts", account, ExplainStore::sending);
  }

  private <T> List<T> list(String name, long account, RowMapper<T> mapper) {
    return database
        .jdbc()
        .sql(Sql.of("explain/" + name))
        .param("account", account)
        .query(mapper)
        .list();
  }

  private static Owner owner(ResultSet row, int n) throws SQLException {
    return new Owner(
        row.getLong("id"),
        row.getString("company"),
        row.getString("company_name"),
        row.getString("zone"),
        row.getString("debtor"),
        row.getString("name"),
        row.getString("currency"),
        row.getObject("last_contact", LocalDate.class),
        row.getInt("contacts"),
        row.getString("marker"),
        row.getObject("review_on", LocalDate.class),
        row.getString("outward"));
  }

  private static Line line(ResultSet row, int n) throws SQLException {
    return new Line(
        row.getLong("id"),
        row.getString("key"),
        row.getString("number"),
        row.getString("kind"),
        row.getObject("due", LocalDate.class),
        row.getBigDecimal("original"),
        row.getBigDecimal("open"),
        row.getInt("cycle"),
        row.getInt("level"),
        row.getInt("occurrence"),
        row.getObject("level_on", LocalDate.class),
        row.getInt("start_level"),
        row.getObject("start_on", LocalDate.class),
        row.getString("settled_as"),
        row.getString("books"));
  }

  private static Sending sending(ResultSet row, int n) throws SQLException {
    return new Sending(
        row.getLong("id"),
        row.getObject("business_day", LocalDate.class),
        row.getInt("level"),
        row.getString("level_name"),
        row.getString("channel"),
        row.getString("purpose"),
        row.getBigDecimal("asked"),
        row.getString("state"),
        row.getInt("attempts"),
        row.getBoolean("needs_person"),
        row.getInt("resent"),
        row.getString("recipient"),
        row.getString("cause"),
        row.getString("receipt"),
        row.getString("message_id"),
        row.getBoolean("redirected"),
        row.getBoolean("approval"),
        row.getString("approved_by"),
        instant(row.getTimestamp("sending_at")),
        instant(row.getTimestamp("sent_at")),
        instant(row.getTimestamp("opens_at")),
        row.getString("waits"),
        instant(row.getTimestamp("opened_at")),
        instant(row.getTimestamp("clicked_at")),
        row.getString("run"),
        List.of((Long[]) row.getArray("items").getArray()));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static Interval interval(ResultSet row) throws SQLException {
    return new Interval(
        row.getObject("from_day", LocalDate.class),
        row.getObject("to_day", LocalDate.class),
        row.getString("policy"),
        row.getString("policy_version"),
        row.getString("outcome"),
        row.getInt("level"),
        new Reason(Reason.Code.of(row.getString("reason")), texts(row.getArray("args"))),
        row.getObject("until", LocalDate.class),
        row.getBigDecimal("overdue"),
        row.getBigDecimal("credit"),
        row.getBigDecimal("coming"),
        items(row));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static List<ItemReason> items(ResultSet row) throws SQLException {
    var ids = (Long[]) row.getArray("item_ids").getArray();
    var codes = (String[]) row.getArray("item_reasons").getArray();
    var levels = (Short[]) row.getArray("item_levels").getArray();
    var args = (String[]) row.getArray("item_args").getArray();
    var nexts = (Date[]) row.getArray("item_next").getArray();
    var items = new ArrayList<ItemReason>();
    for (int i = 0; i < ids.length; i++) {
      var figures = args[i].isEmpty() ? List.<String>of() : List.of(args[i].split("\\|", -1));
      var next = nexts[i] == null ? null : nexts[i].toLocalDate();
      var reason = new Reason(Reason.Code.of(codes[i]), figures);
      items.add(new ItemReason(ids[i], reason, levels[i], next));
    }
    return items;
  }
}
