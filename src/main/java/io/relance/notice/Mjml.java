package io.relance.notice;

import ch.digitalfondue.mjml4j.Mjml4j;
import ch.digitalfondue.mjml4j.Mjml4j.Configuration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MJML, which says in a few words what e-mail programs need in many, becomes their HTML. */
final class Mjml {
  /** The library passes on what it does not know. */
  private static final Pattern LEFT = Pattern.compile("<(mj-[a-z-]+)");

  private static final Pattern FONTS = Pattern.compile("(?i)<link\\b|@import\\b");

  private Mjml() {}

  /**
   * The HTML; includes are not followed.
   *
   * @param layout the file's name, for the message
   * @throws Unrenderable when it is no MJML, or has elements that MJML does not know
   */
  static String html(String layout, String mjml, Locale locale) {
    String html = rendered(layout, mjml, locale);
    Set<String> left =
        LEFT.matcher(html)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!left.isEmpty()) {
      throw new Unrenderable(
          "templates%s has elements that MJML does not know here: %s".formatted(layout, left),
          null);
    }
    foreign(layout, html);
    return html;
  }

  /**
   * The library adds a style sheet of Google's for fonts that it knows; readers would be told on.
   */
  private static void foreign(String layout, String html) {
    if (FONTS.matcher(html).find()) {
      throw new Unrenderable(
          "templates%s would load fonts from elsewhere when it is read: say <mj-all font-family=\"Arial,Helvetica,sans-serif\"/> in its mj-attributes, and no mj-font"
              .formatted(layout),
          null);
    }
  }

  private static String rendered(String layout, String mjml, Locale locale) {
    try {
      return Mjml4j.render(mjml.strip(), new Configuration(locale.toLanguageTag()));
    } catch (RuntimeException e) {
      throw new Unrenderable("templates%s is no MJML: %s".formatted(layout, e.getMessage()), e);
    }
  }
}
