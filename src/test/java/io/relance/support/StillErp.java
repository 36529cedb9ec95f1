package io.relance.support;

import io.relance.connector.SourceTrouble;
import java.util.List;
import java.util.Map;

/**
 * What the test connector's recheck answers: the rows that its kamelet read from the ledger itself,
 * so that nothing ever changes; or trouble, when a test says so.
 */
public final class StillErp {
  private static volatile String trouble = "";

  private static volatile String hidden = "";

  private StillErp() {}

  /** From now on it does not find the item of that key; empty = it finds all again. */
  public static void hide(String key) {
    hidden = key;
  }

  /** From now on every recheck fails with these words; empty = no more. */
  public static void trouble(String words) {
    trouble = words;
  }

  /** The keys as one text, for the statement. */
  public static String joined(List<String> keys) {
    return String.join(" ", keys);
  }

  public static Map<String, Object> answer(List<Map<String, Object>> rows) {
    if (!trouble.isEmpty()) {
      throw new SourceTrouble(SourceTrouble.Kind.UNREACHABLE, trouble);
    }
    return Map.of(
        "item",
        rows.stream().filter(row -> !hidden.equals(String.valueOf(row.get("key")))).toList());
  }
}
