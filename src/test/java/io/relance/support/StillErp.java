package io.relance.support;

import io.relance.connector.SourceTrouble;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;

/**
 * What the test connector's recheck answers: the rows that its kamelet read from the ledger itself,
 * so that nothing ever changes; or trouble, when a test says so.
 */
public final class StillErp {
  private static volatile String trouble = "";

  private static volatile String hidden = "";

  private static final Map<String, byte[]> PAPERS = new ConcurrentHashMap<>();

  private static volatile String paperless = "";

  private static final AtomicInteger HANDED_OUT = new AtomicInteger();

  private StillErp() {}

  /** From now on it has this PDF of that document, and no other. */
  public static void paper(String document, byte[] pdf) {
    PAPERS.put(document, pdf);
  }

  /** From now on it has no PDF. */
  public static void noPapers() {
    PAPERS.clear();
    paperless = "";
    HANDED_OUT.set(0);
  }

  /** How many PDFs it handed out since. */
  public static int handedOut() {
    return HANDED_OUT.get();
  }

  /** From now on it cannot be asked for the PDF of that document; empty = it can. */
  public static void noPaperNow(String document) {
    paperless = document;
  }

  /** The PDF of the document that is asked for; its length is its version. */
  public static void document(Exchange exchange) {
    String key = exchange.getProperty("documentKey", String.class);
    if (key.equals(paperless)) {
      throw new SourceTrouble(SourceTrouble.Kind.UNREACHABLE, "no answer");
    }
    byte[] pdf = PAPERS.get(key);
    exchange.getMessage().setBody(pdf == null ? null : answer(key, pdf, exchange));
  }

  private static Map<String, Object> answer(String key, byte[] pdf, Exchange exchange) {
    String version = "v" + pdf.length;
    if (version.equals(exchange.getProperty("documentKnown"))) {
      return Map.of("version", version);
    }
    HANDED_OUT.incrementAndGet();
    return Map.of(
        "name", key + ".pdf", "type", "application/pdf", "version", version, "content", pdf);
  }

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
