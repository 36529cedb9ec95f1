package io.relance.store;

import io.relance.policy.Item;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.springframework.jdbc.core.RowMapper;

/** One open item with the account that it belongs to. */
final class ItemRow implements RowMapper<ItemRow.Owned> {
  record Owned(long account, Item item) {
    static final Owned NONE =
        new Owned(
            Long.MAX_VALUE,
            new Item(
                0,
                LocalDate.EPOCH,
                BigDecimal.ZERO,
                null,
                false,
                false,
                false,
                null,
                null,
                0,
                0,
                null,
                0));
  }

  @Override
  public Owned mapRow(ResultSet row, int number) throws SQLException {
    Item item =
        new Item(
            row.getLong("id"),
            row.getObject("due", LocalDate.class),
            row.getBigDecimal("open"),
            row.getString("payment_method"),
            row.getBoolean("dispute"),
            row.getBoolean("no_followup"),
            row.getBoolean("in_payment"),
            row.getObject("expected_on", LocalDate.class),
            row.getString("policy"),
            row.getInt("level"),
            row.getInt("occurrence"),
            row.getObject("level_on", LocalDate.class),
            row.getInt("step_taken"));
    return new Owned(row.getLong("account_id"), item);
  }
}
