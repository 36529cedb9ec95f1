package io.relance.store;

import io.relance.ledger.RecordType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which of the open items that the ledger held when a whole sweep opened come as they are: those
 * need no staging. Of two records of one key the later counts: after one that was staged, the
 * others of its key are staged too.
 */
final class RollCall implements AutoCloseable {
  private static final int KEY = RecordType.ITEM.place("key");
  private static final int OPEN = RecordType.ITEM.place("open");
  private static final int CURRENCY = RecordType.ITEM.place("currency");
  private static final int LONGEST_AMOUNT = 15;
  private static final long BYTES_PER_ITEM = 60;
  private static final long SHARE_OF_HEAP = 4;
  private static final int MOST = 100_000_000;

  private final Roll roll;
  private final Semaphore room;
  private final @Nullable Currency[] present; // of each row that came as it is, and…
  private final long[] thousandths; // …what is open of it
  private @Nullable Currency currency; // the last that came
  private boolean over;

  private RollCall(int capacity, Semaphore room) {
    this.roll = new Roll(capacity);
    this.room = room;
    this.present = new @Nullable Currency[capacity];
    this.thousandths = new long[capacity];
  }

  /** What all sweeps of this process may remember at once: a permit for each item. */
  static Semaphore room() {
    long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_PER_ITEM;
    return new Semaphore((int) Math.min(most, MOST));
  }

  /** Nobody is called: all that comes is staged. */
  static RollCall ofNobody() {
    return new RollCall(0, new Semaphore(0));
  }

  /** Reads the company's open items; where there is no room for them, all that comes is staged. */
  static RollCall of(Staging staging, long company, Semaphore room) {
    long open = statement(staging, "open-count", company).query(Long.class).single();
    int capacity = (int) Math.min(open, MOST + 1L);
    if (!room.tryAcquire(capacity)) {
      statement(staging, "absent-all", company).update();
      return ofNobody();
    }
    RollCall call = new RollCall(capacity, room);
    try {
      staging.inTransaction(() -> call.read(statement(staging, "roll-call", company)));
      return call;
    } catch (RuntimeException e) {
      call.close();
      throw e;
    }
  }

  private static StatementSpec statement(Staging staging, String name, long company) {
    return staging.jdbc().sql(Sql.of("ledger/" + name)).param("company", company);
  }

  private RollCall read(StatementSpec openItems) {
    openItems
        .param("most", present.length)
        .query(
            row -> {
              roll.add(row.getLong(1), Roll.hash(row.getString(2)), row.getObject(3, UUID.class));
            });
    return this;
  }

  boolean isEmpty() {
    return roll.size() == 0;
  }

  /** Takes note of an item's record; false when it must be staged. */
  boolean notes(@Nullable String[] values, UUID digest) {
    int row = over ? -1 : roll.find(Roll.hash(values[KEY]));
    if (row < 0) {
      return false;
    }
    if (!roll.is(row, digest) || values[OPEN].length() > LONGEST_AMOUNT) {
      roll.forget(row);
      present[row] = null;
      return false;
    }
    present[row] = currency(values[CURRENCY]);
    thousandths[row] = new BigDecimal(values[OPEN]).movePointRight(3).longValueExact();
    return true;
  }

  private Currency currency(String code) {
    if (currency == null || !currency.getCurrencyCode().equals(code)) {
      currency = Currency.getInstance(code);
    }
    return currency;
  }

  /**
   * Ends it: what comes from now on is staged.
   *
   * @return ids of those that did not come as they are; none when it had ended before
   */
  long[] end() {
    boolean before = over;
    over = true;
    return before
        ? new long[0]
        : rows().filter(row -> present[row] == null).mapToLong(roll::id).toArray();
  }

  /** Currency to what came of it as it is. */
  Map<String, Came> came() {
    Map<String, Came> came = new TreeMap<>();
    rows()
        .filter(row -> present[row] != null)
        .forEach(
            row ->
                came.merge(
                    present[row].getCurrencyCode(),
                    new Came(1, BigDecimal.valueOf(thousandths[row], 3)),
                    Came::plus));
    return came;
  }

  private IntStream rows() {
    return IntStream.range(0, roll.size());
  }

  /** Gives its room back. */
  @Override
  public void close() {
    room.release(present.length);
  }
}
