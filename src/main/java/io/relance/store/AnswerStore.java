package io.relance.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What debtors answer by SMS, each message once. Every method joins the caller's transaction. */
public final class AnswerStore {
  private final Database database;
  private final Clock clock;

  public AnswerStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A debtor to whom messages went to a number.
   *
   * @param act the last of them
   * @param number in E.164, as it was written to
   * @param who SOURCE/COMPANY/DEBTOR
   */
  public record Debtor(
      long account, long company, long act, String number, String who, String name) {}

  /**
   * Whom that number belongs to.
   *
   * @param digits as much of it as the network shows, at least its national part
   */
  public List<Debtor> debtors(String channel, String digits) {
    return sql("debtors")
        .param("channel", channel)
        .param("digits", digits)
        .query(Debtor.class)
        .list();
  }

  /** Keeps it; empty when it came before. */
  public Optional<Long> take(
      String channel, String gatewayId, String number, boolean stop, Collection<Long> accounts) {
    return sql("take")
        .param("channel", channel)
        .param("gatewayId", gatewayId)
        .param("number", number)
        .param("stop", stop)
        .param("accounts", accounts.toArray(Long[]::new))
        .param("now", At.of(clock.instant()))
        .query(Long.class)
        .optional();
  }

  /** Its words, kept until that day; their payload. */
  public long words(long answer, String text, LocalDate retain) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return sql("words")
        .param("answer", answer)
        .param("sha", Payloads.sha256(content))
        .param("content", content)
        .param("retain", retain)
        .param("now", At.of(clock.instant()))
        .query(Long.class)
        .single();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("answer/" + name));
  }
}
