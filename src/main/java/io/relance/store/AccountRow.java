package io.relance.store;

import io.relance.policy.Account;
import io.relance.policy.Hold;
import io.relance.policy.Paid;
import io.relance.policy.Reach;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The columns of account/read, still without the items. */
final class AccountRow implements RowMapper<Known> {
  @Override
  public Known mapRow(ResultSet row, int number) throws SQLException {
    Account account =
        new Account(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            tags(row.getArray(7)),
            row.getObject(8, Boolean.class),
            row.getString(9),
            row.getString(10),
            row.getBoolean(11),
            row.getBoolean(12),
            row.getObject(13, LocalDate.class),
            Reach.of(row.getInt(14)),
            row.getObject(15, LocalDate.class),
            List.of(),
            List.of(),
            days(row.getArray(19)),
            holds(row.getArray(20)),
            paid(row.getArray(21)));
    return new Known(
        account, row.getLong(16), row.getObject(17, Long.class), row.getObject(18, Long.class));
  }

  private static List<LocalDate> days(@Nullable Array days) throws SQLException {
    return days == null
        ? List.of()
        : Stream.of((Date[]) days.getArray()).map(Date::toLocalDate).toList();
  }

  private static List<Hold> holds(@Nullable Array holds) throws SQLException {
    return holds == null
        ? List.of()
        : Stream.of((String[]) holds.getArray())
            .map(AccountRow::hold)
            .sorted(Comparator.comparing(Hold::why))
            .toList();
  }

  private static Hold hold(String text) {
    String[] parts = text.split("\\|", 4);
    return new Hold(
        Hold.Why.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        LocalDate.parse(parts[1]),
        parts[2].isEmpty() ? null : LocalDate.parse(parts[2]),
        parts[3]);
  }

  private static List<Paid> paid(@Nullable Array paid) throws SQLException {
    return paid == null
        ? List.of()
        : Stream.of((String[]) paid.getArray()).map(AccountRow::paid).toList();
  }

  private static Paid paid(String text) {
    String[] parts = text.split("\\|", 5);
    return new Paid(
        Long.parseLong(parts[0]),
        LocalDate.parse(parts[1]),
        new BigDecimal(parts[2]),
        LocalDate.parse(parts[3]),
        parts[4]);
  }

  private static Set<String> tags(@Nullable Array tags) throws SQLException {
    return tags == null ? Set.of() : Set.copyOf(List.of((String[]) tags.getArray()));
  }
}
