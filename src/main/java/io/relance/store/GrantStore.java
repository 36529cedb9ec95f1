package io.relance.store;

import io.relance.connector.Grants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What ERPs with OAuth2 gave, in the hub's database: one for all nodes. */
public final class GrantStore implements Grants {
  private final Database database;
  private final Clock clock;

  public GrantStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Grant> find(String source) {
    return read("grant/find", source);
  }

  @Override
  public void begin(String source, Grant first) {
    database
        .jdbc()
        .sql(Sql.of("grant/put-first"))
        .param("source", source)
        .param("refresh", first.refresh())
        .param("now", at(clock.instant()))
        .update();
  }

  @Override
  public void put(String source, Grant grant) {
    database
        .jdbc()
        .sql(Sql.of("grant/put"))
        .param("source", source)
        .param("refresh", grant.refresh())
        .param("access", grant.access())
        .param("until", at(grant.until()))
        .param("refused", grant.refused())
        .param("now", at(clock.instant()))
        .update();
  }

  /** The row is locked while {@code how} asks the ERP; others wait for what it gets. */
  @Override
  public Grant renew(String source, UnaryOperator<Grant> how) {
    return database.inTransaction(
        () -> {
          Grant known = read("grant/lock", source).orElseThrow();
          Grant renewed = how.apply(known);
          if (!renewed.equals(known)) {
            put(source, renewed);
          }
          return renewed;
        });
  }

  private Optional<Grant> read(String statement, String source) {
    return database
        .jdbc()
        .sql(Sql.of(statement))
        .param("source", source)
        .query(GrantStore::grant)
        .optional();
  }

  private static Grant grant(ResultSet row, int number) throws SQLException {
    Timestamp until = row.getTimestamp("access_until");
    return new Grant(
        row.getString("refresh"),
        row.getString("access"),
        until == null ? null : until.toInstant(),
        row.getString("refused"));
  }

  private static @Nullable Timestamp at(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
