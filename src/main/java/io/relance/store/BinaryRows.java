package io.relance.store;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows of PostgreSQL's COPY binary format in one buffer; what the server need not parse. */
final class BinaryRows {
  private static final byte[] START =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] END = {-1, -1};
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int INT8 = 20;
  private static final int INT2 = 21;
  private static final int TEXT = 25;
  private static final int DATE = 1082;
  private static final int GROUP = 10_000;

  private ByteBuffer buffer;

  BinaryRows() {
    this(ByteBuffer.allocate(60_000));
  }

  private BinaryRows(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** Sends the rows. */
  void into(CopyIn copy) throws SQLException {
    copy.writeToCopy(START, 0, START.length);
    copy.writeToCopy(buffer.array(), 0, length());
    copy.writeToCopy(END, 0, END.length);
  }

  void row(int columns) {
    room(2).putShort((short) columns);
  }

  void int8(long value) {
    room(12).putInt(8).putLong(value);
  }

  void int4(int value) {
    room(8).putInt(4).putInt(value);
  }

  void int2(int value) {
    room(6).putInt(2).putShort((short) value);
  }

  void bool(boolean value) {
    room(5).putInt(1).put((byte) (value ? 1 : 0));
  }

  void none() {
    room(4).putInt(-1);
  }

  /** Replaces the first column, an int8, of the row that begins there. */
  void setFirst(int row, long value) {
    buffer.putLong(row + 6, value);
  }

  /** Dates that do not come are stored as they are: 9999-12-31. */
  void date(@Nullable LocalDate day) {
    if (day == null) {
      none();
    } else {
      room(8).putInt(4).putInt((int) (day.toEpochDay() - EPOCH));
    }
  }

  void text(@Nullable String text) {
    if (text == null) {
      none();
    } else {
      int start = open();
      utf8(text);
      close(start);
    }
  }

  /** One text: the parts with bars between them. */
  void joined(List<String> parts) {
    int start = open();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        room(1).put((byte) '|');
      }
      utf8(parts.get(i));
    }
    close(start);
  }

  /** Leaves room for a length that is known later. */
  private int open() {
    room(4).putInt(0);
    return buffer.position();
  }

  private void close(int start) {
    buffer.putInt(start - 4, buffer.position() - start);
  }

  /** Most texts are ASCII: those need no array in between. */
  private void utf8(String text) {
    int length = text.length();
    byte[] bytes = room(length).array();
    int at = buffer.position();
    int ascii = 0;
    while (ascii < length && text.charAt(ascii) < 128) {
      bytes[at + ascii] = (byte) text.charAt(ascii);
      ascii++;
    }
    buffer.position(at + ascii);
    if (ascii < length) {
      byte[] rest = text.substring(ascii).getBytes(StandardCharsets.UTF_8);
      room(rest.length).put(rest);
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
    int start = open();
    room(20).putInt(values.isEmpty() ? 0 : 1).putInt(1).putInt(type);
    if (!values.isEmpty()) {
      buffer.putInt(values.size()).putInt(1);
    }
    values.forEach(each);
    close(start);
  }

  int length() {
    return buffer.position();
  }

  /** Forgets what came after that length. */
  void cut(int length) {
    buffer.position(length);
  }

  /** A copy of the rows between these lengths. */
  BinaryRows part(int from, int to) {
    return new BinaryRows(ByteBuffer.allocate(to - from).put(buffer.array(), from, to - from));
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
