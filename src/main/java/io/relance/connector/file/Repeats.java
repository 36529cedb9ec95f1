package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds a file that holds its lines twice: balanced, and wrong. The same line again is right within
 * one entry, as two equal instalments are, and directly behind itself.
 */
final class Repeats {
  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final Map<Long, Integer> entries = new HashMap<>();
  private String entry = "";
  private int number;
  private long last;

  /** Every line, so that entries are told apart. */
  void enter(String journal, String entryNumber) {
    String now = journal + '\u0000' + entryNumber;
    if (!now.equals(entry)) {
      entry = now;
      number++;
    }
  }

  /** Was this very line there before, in another place? */
  boolean isAgain(CsvRecord record) {
    long hash = hash(record);
    Integer before = entries.put(hash, number);
    boolean again = before != null && before != number && hash != last;
    last = hash;
    return again;
  }

  /** FNV-1a over all fields: 64 bits, so that two of a million lines do not meet by chance. */
  private static long hash(CsvRecord record) {
    long hash = SEED;
    for (String field : record.getFields()) {
      for (int i = 0; i < field.length(); i++) {
        hash = (hash ^ field.charAt(i)) * PRIME;
      }
      hash = (hash ^ '\n') * PRIME;
    }
    return hash;
  }
}
