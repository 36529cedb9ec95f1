package io.relance.store;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of PostgreSQL's COPY binary format in one reused buffer; what the server need not parse. */
final class BinaryRows {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int INT8 = 20;
  private static final int INT2 = 21;
  private static final int TEXT = 25;
  private static final int DATE = 1082;
  private static final int GROUP = 10_000;

  private ByteBuffer buffer = ByteBuffer.allocate(200_000);

  /** Must come first. */
  void start() {
    buffer.clear();
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  /** Must come last. */
  void end() {
    room(2).putShort((short) -1);
  }

  void row(int columns) {
    room(2).putShort((short) columns);
  }

  void int8(long value) {
    room(12).putInt(8).putLong(value);
  }

  void int2(int value) {
    room(6).putInt(2).putShort((short) value);
  }

  /** Dates that do not come are stored as they are: 9999-12-31. */
  void date(@Nullable LocalDate day) {
    if (day == null) {
      room(4).putInt(-1);
    } else {
      room(8).putInt(4).putInt((int) (day.toEpochDay() - EPOCH));
    }
  }

  void text(@Nullable String text) {
    if (text == null) {
      room(4).putInt(-1);
    } else {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      room(4 + utf8.length).putInt(utf8.length).put(utf8);
    }
  }

  /**
   * An amount of at most four decimals.
   *
   * @throws ArithmeticException beyond 900,000,000,000,000
   */
  void amount(BigDecimal amount) {
    long rest = amount.setScale(4).unscaledValue().longValueExact();
    short sign = (short) (rest < 0 ? 0x4000 : 0);
    rest = Math.abs(rest);
    int groups = 0;
    for (long left = rest; left != 0; left /= GROUP) {
      groups++;
    }
    room(12 + 2 * groups).putInt(8 + 2 * groups).putShort((short) groups);
    buffer.putShort((short) (groups - 2)).putShort(sign).putShort((short) 3);
    int end = buffer.position() + 2 * groups;
    for (int at = end - 2; rest != 0; at -= 2, rest /= GROUP) {
      buffer.putShort(at, (short) (rest % GROUP));
    }
    buffer.position(end);
  }

  <T> void int8s(List<T> values, Consumer<T> each) {
    array(INT8, values, each);
  }

  <T> void int2s(List<T> values, Consumer<T> each) {
    array(INT2, values, each);
  }

  <T> void texts(List<T> values, Consumer<T> each) {
    array(TEXT, values, each);
  }

  <T> void dates(List<T> values, Consumer<T> each) {
    array(DATE, values, each);
  }

  private <T> void array(int type, List<T> values, Consumer<T> each) {
    room(24);
    int start = buffer.position();
    buffer.putInt(0).putInt(values.isEmpty() ? 0 : 1).putInt(1).putInt(type);
    if (!values.isEmpty()) {
      buffer.putInt(values.size()).putInt(1);
    }
    values.forEach(each);
    buffer.putInt(start, buffer.position() - start - 4);
  }

  int length() {
    return buffer.position();
  }

  byte[] bytes() {
    return buffer.array();
  }

  void clear() {
    buffer.clear();
  }

  private ByteBuffer room(int more) {
    if (buffer.remaining() < more) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, length() + more));
      buffer.flip();
      buffer = larger.put(buffer);
    }
    return buffer;
  }
}
