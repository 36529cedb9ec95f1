package io.relance.store;

import io.relance.outbox.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What came back by e-mail, each mail once. Every method joins the caller's transaction; what must
 * stand together is the caller's to bind.
 */
public final class ReturnStore {
  private final Database database;
  private final Clock clock;

  public ReturnStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Where a mail lies.
   *
   * @param mailbox user, host and folder
   * @param validity of the folder's numbers: another one, and all numbers mean something else
   */
  public record Place(String mailbox, long validity, long uid) {}

  /** What a list shows of a mail. */
  public record Outside(String print, String kind, String sender, String subject, String cause) {}

  /**
   * A message of ours that came back or was answered.
   *
   * @param who SOURCE/COMPANY/DEBTOR
   */
  public record Sent(
      long id,
      long company,
      long account,
      String state,
      boolean redirected,
      @Nullable String recipient,
      String who,
      String debtor) {

    /** To whom it went, in lower case. */
    public List<String> to() {
      return recipient == null
          ? List.of()
          : List.of(recipient.toLowerCase(Locale.ROOT).split(", "));
    }
  }

  /**
   * A debtor with an address that a mail names; his accounts that owe something, or all.
   *
   * @param party the same for all who are one real debtor; null = he is nobody else's double
   */
  public record Person(
      long company, String who, String name, @Nullable Long party, List<Long> accounts) {}

  /** The highest number taken of this folder; empty = none yet. */
  public OptionalLong highest(String mailbox, long validity) {
    Long highest =
        sql("highest")
            .param("mailbox", mailbox)
            .param("validity", validity)
            .query(Long.class)
            .optional()
            .orElse(null);
    return highest == null ? OptionalLong.empty() : OptionalLong.of(highest);
  }

  /** When something was last taken from this mailbox, whatever its numbers were. */
  public Optional<Instant> last(String mailbox) {
    return sql("last")
        .param("mailbox", mailbox)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(t -> t.toInstant()))
        .single();
  }

  /**
   * Takes a mail at its place.
   *
   * @param leave it stays in the mailbox as it is
   * @return its id; empty when a copy of it was taken before
   */
  public Optional<Long> take(Place place, Outside mail, boolean leave) {
    Optional<Long> id =
        sql("take")
            .param("mailbox", place.mailbox())
            .param("print", mail.print())
            .param("kind", mail.kind())
            .param("sender", mail.sender())
            .param("subject", mail.subject())
            .param("cause", mail.cause())
            .param("now", At.of(clock.instant()))
            .query(Long.class)
            .optional();
    at("place", place).param("print", mail.print()).param("leave", leave).update();
    return id;
  }

  private StatementSpec at(String name, Place place) {
    return sql(name)
        .param("mailbox", place.mailbox())
        .param("validity", place.validity())
        .param("uid", place.uid());
  }

  /** What was taken and not yet marked in the mailbox, at most 500. */
  public List<Long> toPutAway(String mailbox, long validity) {
    return sql("to-put-away")
        .param("mailbox", mailbox)
        .param("validity", validity)
        .query(Long.class)
        .list();
  }

  /** They are marked in the mailbox. */
  public void putAway(String mailbox, long validity, Collection<Long> uids) {
    sql("put-away")
        .param("mailbox", mailbox)
        .param("validity", validity)
        .param("uids", uids.toArray(Long[]::new))
        .update();
  }

  /**
   * Whom it concerns.
   *
   * @param failed addresses of the act that it reports as failed
   */
  public void concerns(
      long mail,
      @Nullable Long act,
      List<Long> accounts,
      List<String> failed,
      @Nullable Long payload) {
    sql("concerns")
        .param("id", mail)
        .param("act", act, java.sql.Types.BIGINT)
        .param("accounts", accounts.toArray(Long[]::new))
        .param("failed", failed.toArray(String[]::new))
        .param("payload", payload, java.sql.Types.BIGINT)
        .update();
  }

  /** Keeps its bytes until that day; answers with their id. */
  public long keep(byte[] content, LocalDate retain) {
    return sql("keep")
        .param("sha", Payloads.sha256(content))
        .param("content", content)
        .param("retain", retain)
        .param("now", At.of(clock.instant()))
        .query(Long.class)
        .single();
  }

  /** The first of our messages among these, proven by its own Message-ID. */
  public Optional<Sent> sent(List<String> messageIds) {
    List<String> ours = messageIds.stream().filter(id -> MessageId.act(id).isPresent()).toList();
    return sql("acts")
        .param("acts", ours.stream().map(id -> MessageId.act(id).getAsLong()).toArray(Long[]::new))
        .param("messageIds", ours.toArray(String[]::new))
        .query(Sent.class)
        .optional();
  }

  /** Debtors who have one of these addresses, at most 20. */
  public List<Person> people(Collection<String> addresses) {
    return sql("people")
        .param("addresses", addresses.toArray(String[]::new))
        .query(ReturnStore::person)
        .list();
  }

  private static Person person(ResultSet row, int n) throws SQLException {
    return new Person(
        row.getLong("company"),
        row.getString("who"),
        row.getString("name"),
        row.getObject("party", Long.class),
        List.of((Long[]) row.getArray("accounts").getArray()));
  }

  /** Is it a creditor's own address? */
  public boolean own(String address) {
    return sql("own").param("address", address).query(Boolean.class).single();
  }

  /** The addresses of the act that were reported as failed so far. */
  public List<String> failed(long act) {
    return sql("failed").param("act", act).query(String.class).list();
  }

  /** Did a higher level leave since? */
  public boolean late(long act) {
    return sql("late").param("act", act).query(Boolean.class).single();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("returns/" + name));
  }
}
