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
    return html;
  }

  private static String rendered(String layout, String mjml, Locale locale) {
    try {
      return Mjml4j.render(mjml.strip(), new Configuration(locale.toLanguageTag()));
    } catch (RuntimeException e) {
      throw new Unrenderable("templates%s is no MJML: %s".formatted(layout, e.getMessage()), e);
    }
  }
}
