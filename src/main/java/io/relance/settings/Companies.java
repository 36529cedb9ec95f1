package io.relance.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the settings say of single companies: {@code relance.company.SOURCE/KEY.WORD}. Words that an
 * ERP does not know: who writes, who signs, what stands above a letter.
 */
final class Companies {
  static final String PREFIX = "relance.company.";

  private static final Pattern COMPANY = Pattern.compile("relance\\.company\\.(.+)\\.([^.]+)");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@.]+");

  /** What may be said, and whether it is an e-mail address. */
  private static final Map<String, Boolean> WORDS =
      new TreeMap<>(
          Map.of(
              "from", true,
              "from-name", false,
              "reply-to", true,
              "logo", false,
              "legal", false,
              "signatory", false,
              "executive", false,
              "executive-from", true));

  private final Settings settings;
  private final Path templates;
  private final List<Mistake> found = new ArrayList<>();

  /**
   * @param home in whose templates/ a logo lies
   */
  Companies(Settings settings, Path home) {
    this.settings = settings;
    this.templates = home.resolve("templates");
  }

  /** The words of that company, SOURCE/KEY; none when nothing is said of it. */
  Map<String, String> of(String path) {
    Map<String, String> words = new TreeMap<>();
    settings
        .below(PREFIX + path + ".")
        .forEach(
            (word, value) -> {
              if (WORDS.containsKey(word) && !value.isEmpty()) {
                words.put(word, value);
              }
            });
    return words;
  }

  /** Every unknown word, company that no source reads, and address that is none. */
  List<Mistake> mistakes() {
    TreeSet<String> known = known();
    settings.below(PREFIX).forEach((rest, value) -> check(PREFIX + rest, value, known));
    return found;
  }

  private TreeSet<String> known() {
    TreeSet<String> known = new TreeSet<>();
    for (String source : settings.sources()) {
      Arrays.stream(settings.source(source).getOrDefault("companies", "").split(","))
          .map(String::strip)
          .filter(key -> !key.isEmpty())
          .forEach(key -> known.add(source + "/" + key));
    }
    return known;
  }

  private void check(String key, String value, TreeSet<String> known) {
    Matcher parts = COMPANY.matcher(key);
    if (!parts.matches()) {
      mistake(key, key + " names no company or no word", "for example " + PREFIX + "acme/1.from=…");
      return;
    }
    String company = parts.group(1);
    String word = parts.group(2);
    if (!known.contains(company)) {
      mistake(key, key + ": no source reads the company " + company, nearest(company, known));
    }
    if (!WORDS.containsKey(word)) {
      mistake(
          key,
          "a company has no word " + word,
          "did you mean " + Nearest.of(word, WORDS.keySet()) + "? It knows " + WORDS.keySet());
    } else if (WORDS.get(word) && !value.isEmpty() && !ADDRESS.matcher(value).matches()) {
      mistake(key, key + " is no e-mail address: " + value, "give one, bare: name@domain.example");
    } else if (word.equals("logo") && !value.isEmpty() && !picture(value)) {
      mistake(
          key,
          key + ": there is no picture " + templates.resolve(value),
          "a .jpg, .png or .gif below templates/, by its path from there");
    }
  }

  private boolean picture(String path) {
    return path.toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|gif)")
        && templates.resolve(path).normalize().startsWith(templates)
        && Files.isRegularFile(templates.resolve(path));
  }

  private static String nearest(String company, TreeSet<String> known) {
    return known.isEmpty()
        ? "name a source first: relance.source.NAME.companies"
        : "did you mean " + Nearest.of(company, known) + "? Known: " + known;
  }

  private void mistake(String key, String what, String remedy) {
    found.add(settings.mistake(key, what, remedy));
  }
}
