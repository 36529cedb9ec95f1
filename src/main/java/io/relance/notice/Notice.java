package io.relance.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rendered words to one recipient.
 *
 * @param language the folder whose words were used
 * @param subject empty when the words set none, which an e-mail must
 * @param signed who signs, as the words say: executive; empty = the usual signatory
 * @param parts by form: text, html, json, xhtml; those that the channel has a layout for
 * @param remarks what a person should know: another language than the recipient's was used
 */
public record Notice(
    String language,
    String subject,
    String signed,
    Map<String, String> parts,
    List<String> remarks) {
  /** Whose name stands below words that set {@code signed} so. */
  public static final String EXECUTIVE = "executive";

  /** Words that name nobody who signs. */
  public Notice(String language, String subject, Map<String, String> parts, List<String> remarks) {
    this(language, subject, "", parts, remarks);
  }

  /** The same, with another text in this form. */
  public Notice with(String form, String text) {
    Map<String, String> changed = new LinkedHashMap<>(parts);
    changed.put(form, text);
    return new Notice(language, subject, signed, changed, remarks);
  }

  public String text() {
    return parts.getOrDefault("text", "");
  }

  public String html() {
    return parts.getOrDefault("html", "");
  }
}
