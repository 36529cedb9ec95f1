package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a drop folder are one company's: a name in which {@code *} stands for anything,
 * {@code {company}} for the company's key and {@code {date}} for a day as 20261122 or 2026-11-22.
 * Upper and lower case are the same.
 */
public final class FileNames {
  private static final Pattern TOKEN = Pattern.compile("\\{company}|\\{date}|\\*");
  private static final String DATE = "(?<date>\\d{4}-\\d{2}-\\d{2}|\\d{8})";
  private static final Pattern NOT_YET =
      Pattern.compile("(?i)[.~].*|.*(\\.(part|partial|filepart|tmp|crdownload|sha256)|~)");

  private final String text;
  private final Pattern pattern;
  private final Set<String> others;

  private FileNames(String text, Pattern pattern, Set<String> others) {
    this.text = text;
    this.pattern = pattern;
    this.others = others;
  }

  /**
   * The files of that company.
   *
   * @throws SourceTrouble MISCONFIGURED when the pattern names a folder or two days
   */
  public static FileNames of(String text, String company) {
    if (text.isBlank() || text.contains("/") || text.contains("\\") || count(text) > 1) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "files=%s is no pattern of file names: give one name without folder, * for anything, at most one {date}"
              .formatted(text));
    }
    StringBuilder regex = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      regex.append(Pattern.quote(text.substring(from, token.start())));
      regex.append(part(token, text, company));
      from = token.end();
    }
    regex.append(Pattern.quote(text.substring(from)));
    return new FileNames(
        text.replace("{company}", company),
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL),
        Set.of());
  }

  /** The same without this name, which is another file's. */
  FileNames except(String name) {
    Set<String> more = new HashSet<>(others);
    more.add(name.toLowerCase(Locale.ROOT));
    return new FileNames(text, pattern, more);
  }

  private static int count(String text) {
    return text.split(Pattern.quote("{date}"), -1).length - 1;
  }

  private static String part(Matcher token, String text, String company) {
    return switch (token.group()) {
      case "*" -> ".*";
      case "{date}" -> "(?<!\\d)" + DATE + "(?!\\d)";
      default -> company(token, text, Pattern.quote(company));
    };
  }

  /** Beside a star the key ends where letters and digits end: 1 is not the beginning of 12. */
  private static String company(Matcher token, String text, String quoted) {
    boolean after = text.startsWith("*", token.end());
    boolean before = text.substring(0, token.start()).endsWith("*");
    return (before ? "(?<![\\p{L}\\p{N}])" : "") + quoted + (after ? "(?![\\p{L}\\p{N}])" : "");
  }

  /** Whether this name is one of them; never so for names of files still being written. */
  public boolean matches(String name) {
    return !NOT_YET.matcher(name).matches()
        && !others.contains(name.toLowerCase(Locale.ROOT))
        && pattern.matcher(name).matches();
  }

  /** The day in the name, as written. */
  Optional<String> day(String name) {
    Matcher matcher = pattern.matcher(name);
    return text.contains("{date}") && matcher.matches()
        ? Optional.of(matcher.group("date").replace("-", ""))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
