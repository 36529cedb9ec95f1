package io.relance.store;

import io.relance.policy.Item;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.springframework.jdbc.core.RowMapper;

/** One open item with the account that it belongs to: the columns of account/read-items. */
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
            row.getLong(2),
            row.getObject(3, LocalDate.class),
            row.getBigDecimal(4),
            row.getString(5),
            row.getBoolean(6),
            row.getBoolean(7),
            row.getBoolean(8),
            row.getObject(9, LocalDate.class),
            row.getString(10),
            row.getInt(11),
            row.getInt(12),
            row.getObject(13, LocalDate.class),
            row.getInt(14),
            row.getObject(15, LocalDate.class));
    return new Owned(row.getLong(1), item);
  }
}
