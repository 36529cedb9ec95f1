package io.relance.store;

import io.relance.outbox.Attachment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** PDFs of invoices as their ERPs gave them, kept while messages use them. */
public final class DocumentStore {
  private final Database database;
  private final Clock clock;

  public DocumentStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A document that a message carries.
   *
   * @param company our id of it
   * @param source the ERP deployment, and {@code companyKey} the company in it
   * @param document the ERP's key
   * @param number as people know it
   * @param version of the file that is kept; null = none is
   */
  public record Wanted(
      long company,
      String source,
      String companyKey,
      String document,
      String number,
      @Nullable String version) {

    /** SOURCE/KEY of its company. */
    public String place() {
      return source + "/" + companyKey;
    }
  }

  /**
   * The documents of these items, each once; payments and plain entries have none.
   *
   * @throws StoreTrouble when the database cannot say
   */
  public List<Wanted> wanted(Collection<Long> items) {
    try {
      return database
          .jdbc()
          .sql(Sql.of("document/wanted"))
          .param("items", items.toArray(Long[]::new))
          .query((row, n) -> wanted(row))
          .list();
    } catch (DataAccessException e) {
      throw new StoreTrouble("which PDFs go with a message cannot be read", e);
    }
  }

  private static Wanted wanted(ResultSet row) throws SQLException {
    return new Wanted(
        row.getLong("company_id"),
        row.getString("source"),
        row.getString("company"),
        row.getString("document"),
        row.getString("number"),
        row.getString("version"));
  }

  /** Keeps the file in place of an older one. */
  public void put(Wanted wanted, String version, Attachment file) {
    of("put", wanted)
        .param("version", version)
        .param("name", file.name())
        .param("type", file.type())
        .param("content", file.content())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The kept file is still the ERP's. */
  public void used(Wanted wanted) {
    of("used", wanted).param("now", Timestamp.from(clock.instant())).update();
  }

  /** The ERP has none any more. */
  public void forget(Wanted wanted) {
    of("forget", wanted).update();
  }

  /**
   * The file that is kept.
   *
   * @throws StoreTrouble when the database cannot say: that is not the same as none
   */
  public Optional<Attachment> find(Wanted wanted) {
    try {
      return of("file", wanted)
          .query(
              (row, n) ->
                  new Attachment(
                      row.getString("name"), row.getString("type"), row.getBytes("content")))
          .optional();
    } catch (DataAccessException e) {
      throw new StoreTrouble("the PDF of " + wanted.number() + " cannot be read", e);
    }
  }

  /** Drops what no message used for so long; how many. */
  public int purge(Duration unused) {
    return database
        .jdbc()
        .sql(Sql.of("document/purge"))
        .param("before", Timestamp.from(clock.instant().minus(unused)))
        .update();
  }

  private StatementSpec of(String statement, Wanted wanted) {
    return database
        .jdbc()
        .sql(Sql.of("document/" + statement))
        .param("company", wanted.company())
        .param("document", wanted.document());
  }
}
