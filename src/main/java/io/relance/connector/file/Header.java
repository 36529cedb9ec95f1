package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The line that names the columns: in any case, with or without accents, blanks and quotes. */
final class Header {
  private static final char[] SEPARATORS = {'\t', '|', ';', ','};
  private static final int LONGEST = 1 << 14;

  private final Map<String, Integer> places = new HashMap<>();
  private final int size;

  Header(List<String> names) {
    for (int n = 0; n < names.size(); n++) {
      places.putIfAbsent(plain(names.get(n)), n);
    }
    size = names.size();
  }

  /** Small letters and digits only. */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "");
  }

  /** Where the column of one of these names stands, -1 = nowhere. */
  int place(String... names) {
    for (String name : names) {
      Integer place = places.get(plain(name));
      if (place != null) {
        return place;
      }
    }
    return -1;
  }

  /**
   * Names the columns that nobody knows: one that was called otherwise would be lost in silence.
   *
   * @param known the names each column may have, comma-separated; {@code -} before a name leaves it
   *     aside
   */
  void checkNames(List<String> names, Collection<String> known, Report report) {
    Set<String> all = new HashSet<>();
    known.forEach(one -> all.addAll(List.of(one.split(","))));
    for (String name : names) {
      if (!plain(name).isEmpty() && !name.strip().startsWith("-") && !all.contains(plain(name))) {
        report.add(
            1,
            "colonne inconnue « %s » : la renommer, ou l'ignorer en la nommant « -%s » ; connues : %s"
                .formatted(name, name, known),
            "unknown column \"%s\": rename it, or leave it aside as \"-%s\"; known: %s"
                .formatted(name, name, known));
      }
    }
  }

  /** Has the record as many fields as the header? Empty ones behind do no harm. */
  boolean checkSize(CsvRecord record, Report report) {
    if (record.getFieldCount() == 1 && record.getField(0).isBlank()) {
      return false;
    }
    boolean fits = fits(record);
    if (!fits) {
      report.add(
          record.getStartingLineNumber(),
          "%d champs, l'en-tête en a %d : ligne coupée ?".formatted(record.getFieldCount(), size),
          "%d fields, the header has %d: a line cut off?".formatted(record.getFieldCount(), size));
    }
    return fits;
  }

  private boolean fits(CsvRecord record) {
    for (int i = size; i < record.getFieldCount(); i++) {
      if (!record.getField(i).isBlank()) {
        return false;
      }
    }
    return record.getFieldCount() >= size;
  }

  /** The first line of a text file, cut when it has no end. */
  static String line(Path file, Charset charset) throws IOException {
    StringBuilder line = new StringBuilder();
    try (InputStream in = Encoding.open(file);
        Reader text = Encoding.reader(in, charset)) {
      for (int c = text.read(); c >= 0 && line.length() < LONGEST; c = text.read()) {
        if (c == '\n' || c == '\r') {
          if (!line.isEmpty()) {
            break;
          }
        } else {
          line.append((char) c);
        }
      }
    } catch (CharacterCodingException e) {
      return line.toString();
    }
    return line.toString();
  }

  /** The separator that cuts the line into most pieces. */
  static char separator(String line) {
    char best = ';';
    long most = 0;
    for (char separator : SEPARATORS) {
      long count = line.chars().filter(c -> c == separator).count();
      if (count > most) {
        most = count;
        best = separator;
      }
    }
    return best;
  }
}
