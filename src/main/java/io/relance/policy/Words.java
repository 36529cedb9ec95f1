package io.relance.policy;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reasons in sentences with their figures, for people. A language is one file words_XX.properties;
 * an unknown one reads English, whatever the machine's own language.
 */
public final class Words {
  private static final Pattern FIGURE = Pattern.compile("\\{(\\d)(?:\\|([^|}]*)\\|([^}]*))?}");

  private final Locale locale;
  private final ResourceBundle sentences;

  private Words(Locale locale) {
    this.locale = locale;
    this.sentences =
        ResourceBundle.getBundle(
            "io.relance.policy.words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static Words in(Locale locale) {
    return new Words(locale);
  }

  /**
   * One sentence without a full stop.
   *
   * @param currency of the account
   * @param today days late are counted to this day
   */
  public String of(Reason reason, String currency, LocalDate today) {
    var args = reason.args();
    return switch (reason.code()) {
      case LEVEL -> level(args, currency, today);
      case REACHED, LAST_LEVEL ->
          say(reason.code().text() + (args.get(1).isEmpty() ? ".undated" : ""), args);
      case HELD_PERSON -> say(args.get(0).isEmpty() ? "held-person.undated" : "held-person", args);
      case CREDIT -> say("credit", List.of(money(args.get(0), currency)));
      case CREDIT_COVERS ->
          say("credit-covers", List.of(money(args.get(0), currency), money(args.get(1), currency)));
      case BELOW_MINIMUM ->
          say(
              "below-minimum",
              List.of(money(args.get(0), currency), amount(args.get(1), currency), args.get(2)));
      case THANKS -> thanks(args, currency, today);
      default -> say(reason.code().text(), args);
    };
  }

  private String thanks(List<String> args, String currency, LocalDate today) {
    long ago = ChronoUnit.DAYS.between(LocalDate.parse(args.get(3)), today);
    return say(
        "thanks",
        List.of(
            args.get(0),
            money(args.get(1), currency),
            args.get(2),
            args.get(3),
            String.valueOf(ago)));
  }

  /** What an item had reached before we knew it; the day may not be known. */
  public String start(int level, @Nullable LocalDate since) {
    return since == null
        ? say("start.undated", List.of(String.valueOf(level)))
        : say("start", List.of(String.valueOf(level), since.toString()));
  }

  private String level(List<String> args, String currency, LocalDate today) {
    int days = Integer.parseInt(args.get(2));
    long late = ChronoUnit.DAYS.between(LocalDate.parse(args.get(3)), today);
    var minimum = args.get(5).isEmpty() ? "" : amount(args.get(5), currency);
    var figures =
        List.of(
            args.get(0),
            args.get(1),
            String.valueOf(Math.abs(days)),
            args.get(3),
            money(args.get(4), currency),
            minimum,
            String.valueOf(late));
    var key = days < 0 ? "level.coming" : late < days ? "level.carried" : "level";
    return say(key, figures) + (minimum.isEmpty() ? "" : say("level.minimum", figures));
  }

  private String say(String key, List<String> figures) {
    return FIGURE
        .matcher(sentences.getString(key))
        .replaceAll(found -> Matcher.quoteReplacement(figure(found, figures)));
  }

  private static String figure(MatchResult found, List<String> figures) {
    var figure = figures.get(Integer.parseInt(found.group(1)));
    if (found.group(2) == null) {
      return figure;
    }
    return figure + " " + (figure.equals("1") ? found.group(2) : found.group(3));
  }

  private String money(String amount, String currency) {
    return amount(amount, currency) + " " + currency;
  }

  private String amount(String amount, String currency) {
    var exact = Decimals.of(currency).exact(new BigDecimal(amount));
    var format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(exact.scale());
    format.setMaximumFractionDigits(exact.scale());
    return format.format(exact);
  }
}
