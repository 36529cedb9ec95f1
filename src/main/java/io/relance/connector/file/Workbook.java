package io.relance.connector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * An XLSX file, read row by row once it is known to be harmless: all of it is unpacked first, and
 * counted, without being kept.
 */
final class Workbook {
  private static final int MOST_ENTRIES = 1_000;
  private static final long MOST_BYTES = 512L << 20;
  private static final long MOST_IN_MEMORY = 48L << 20;
  private static final long MOST_TIMES = 100;
  private static final long ALWAYS_FINE = 1L << 20;

  private final Path file;
  private final Report report;
  private long unpacked;

  private Workbook(Path file, Report report) {
    this.file = file;
    this.report = report;
  }

  /** Does the file begin as an archive does? */
  static boolean is(Path file) throws IOException {
    try (InputStream in = Encoding.open(file)) {
      byte[] begin = in.readNBytes(4);
      return begin.length == 4 && begin[0] == 'P' && begin[1] == 'K' && begin[2] == 3;
    }
  }

  /**
   * Hands on row by row. Whatever its libraries throw at it, the file is to blame: its bytes were
   * all read a moment before, for their hash.
   *
   * @param sheet its name; empty = the first
   * @param report takes why it cannot be read
   */
  static void read(Path file, String sheet, Report report, Consumer<Row> rows) throws IOException {
    Workbook workbook = new Workbook(file, report);
    workbook.check();
    if (report.isEmpty()) {
      workbook.rows(sheet, rows);
    }
  }

  private void check() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        suspicious("%d parts in the archive".formatted(zip.size()));
        return;
      }
      if (zip.getEntry("xl/workbook.xml") == null) {
        report.add(0, "ce n'est pas un classeur XLSX", "this is no XLSX workbook");
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements() && report.isEmpty()) {
        check(zip, entries.nextElement());
      }
    } catch (IOException | IllegalArgumentException e) {
      unreadable(e);
    }
  }

  private void check(ZipFile zip, ZipEntry entry) throws IOException {
    String name = entry.getName().toLowerCase(Locale.ROOT);
    boolean xml = name.endsWith(".xml") || name.endsWith(".rels");
    boolean sheet = name.contains("worksheets/");
    long most = sheet ? MOST_BYTES : MOST_IN_MEMORY;
    long size = 0;
    XmlGuard guard = new XmlGuard(sheet);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        unpacked += n;
        boolean bomb = size > ALWAYS_FINE && size / MOST_TIMES > entry.getCompressedSize();
        String harm = xml ? guard.look(buffer, n) : "";
        if (bomb || size > most || unpacked > MOST_BYTES) {
          suspicious(entry.getName() + " unpacks to far too much");
          return;
        } else if (!harm.isEmpty()) {
          suspicious(entry.getName() + " holds " + harm);
          return;
        }
      }
    }
  }

  private void suspicious(String what) {
    report.add(
        0,
        "classeur refusé par prudence : %s ; l'enregistrer en CSV".formatted(what),
        "workbook refused to be safe: %s; save it as CSV".formatted(what));
  }

  private void unreadable(Exception e) {
    String cause = String.valueOf(e.getMessage());
    report.add(
        0,
        "classeur illisible ou coupé (%s)".formatted(cause),
        "a workbook that cannot be read, or was cut (%s)".formatted(cause));
  }

  /** What the library throws is the file's fault; what the taker of a row throws is not. */
  private void rows(String sheet, Consumer<Row> rows) throws IOException {
    try (ReadableWorkbook workbook = unlessBroken(this::open)) {
      Iterator<Row> each =
          workbook == null
              ? null
              : unlessBroken(() -> sheet(workbook, sheet).openStream().iterator());
      while (each != null && Boolean.TRUE.equals(unlessBroken(each::hasNext))) {
        rows.accept(each.next());
      }
    }
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private <T> @Nullable T unlessBroken(Step<T> step) {
    try {
      return step.take();
    } catch (IOException | RuntimeException e) {
      unreadable(e);
      return null;
    }
  }

  private ReadableWorkbook open() throws IOException {
    return new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
  }

  private static Sheet sheet(ReadableWorkbook workbook, String name) {
    return name.isEmpty()
        ? workbook.getFirstSheet()
        : workbook
            .findSheet(name)
            .orElseThrow(() -> new NoSuchElementException("no sheet called " + name));
  }

  /** Looks for what no spreadsheet program writes. */
  static final class XmlGuard {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_ROW = 4 << 20;
    private static final byte[] TYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROW = "row>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REFERENCE = " r=".getBytes(StandardCharsets.US_ASCII);

    private final boolean sheet;
    private int text;
    private int row;
    private int type;
    private int rowEnd;
    private int reference;
    private int letters = -1;

    XmlGuard(boolean sheet) {
      this.sheet = sheet;
    }

    /** What is wrong with it, empty while nothing is. */
    String look(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        text = b == '<' ? 0 : text + 1;
        row++;
        type = step(TYPE, type, Character.toUpperCase((char) b));
        if (b == 0 || text > LONGEST_TEXT) {
          return b == 0 ? "zero bytes" : "a cell that is far too long";
        } else if (type == TYPE.length) {
          return "a document type";
        } else if (sheet && row(b)) {
          return "a row that is far too long";
        }
      }
      return "";
    }

    private boolean row(byte b) {
      rowEnd = step(ROW, rowEnd, (char) b);
      if (rowEnd == ROW.length) {
        row = 0;
        rowEnd = 0;
      }
      return row > LONGEST_ROW || farColumn((char) b);
    }

    /** The last column of a sheet is XFD: a reference with more letters would make a giant row. */
    private boolean farColumn(char c) {
      if (letters >= 0) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        letters = letter ? letters + 1 : c == '"' || c == '\'' && letters == 0 ? 0 : -1;
        return letters > 3;
      }
      reference = step(REFERENCE, reference, c);
      if (reference == REFERENCE.length) {
        reference = 0;
        letters = 0;
      }
      return false;
    }

    private static int step(byte[] word, int matched, char c) {
      return c == word[matched % word.length] ? matched + 1 : c == word[0] ? 1 : 0;
    }
  }
}
