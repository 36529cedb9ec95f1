package io.relance.store;

import io.relance.policy.Account;
import io.relance.policy.Reach;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;

/** One row of account_read, still without its items. */
final class AccountRow implements RowMapper<Known> {
  @Override
  public Known mapRow(ResultSet row, int number) throws SQLException {
    Account account =
        new Account(
            row.getLong("id"),
            row.getString("company"),
            row.getString("currency"),
            row.getString("country"),
            row.getString("language"),
            row.getString("category"),
            tags(row.getArray("tags")),
            row.getObject("business", Boolean.class),
            row.getString("policy"),
            row.getString("payment_method"),
            row.getBoolean("excluded"),
            row.getBoolean("dispute"),
            row.getObject("hold_until", LocalDate.class),
            Reach.of(row.getInt("reach")),
            row.getObject("last_contact", LocalDate.class),
            List.of());
    return new Known(account, row.getLong("version"), row.getObject("digest", Long.class));
  }

  private static Set<String> tags(Array tags) throws SQLException {
    String[] texts = (String[]) tags.getArray();
    return texts.length == 0 ? Set.of() : Set.copyOf(List.of(texts));
  }
}
