package io.relance.connector.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  int size() {
    return size;
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
