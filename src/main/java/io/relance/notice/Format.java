package io.relance.notice;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Money and dates as a reader of one language expects them. */
final class Format {
  private static final Map<String, Format> MADE = new ConcurrentHashMap<>();

  private final Locale locale;
  private final DateTimeFormatter dates;
  private final Map<String, DecimalFormat> money = new ConcurrentHashMap<>();

  private Format(Locale locale) {
    this.locale = locale;
    this.dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
  }

  /** Plain "en" is read as British: the hub's home is Europe, and 07/08 must not be read twice. */
  static Format of(String language) {
    return MADE.computeIfAbsent(language, Format::made);
  }

  private static Format made(String language) {
    return new Format(language.equals("en") ? Locale.UK : Locale.forLanguageTag(language));
  }

  Locale locale() {
    return locale;
  }

  /** With the currency's own decimals (JPY 0, TND 3) and a true minus sign. */
  String money(BigDecimal amount, String currency) {
    DecimalFormat made = money.computeIfAbsent(currency, this::moneyFormat);
    return ((DecimalFormat) made.clone()).format(amount);
  }

  private DecimalFormat moneyFormat(String currency) {
    Currency unit = Currency.getInstance(currency);
    DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
    DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
    symbols.setCurrency(unit);
    symbols.setMinusSign('\u2212');
    format.setDecimalFormatSymbols(symbols);
    format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
    format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
    return format;
  }

  /** "25 juin 2026", "1er juillet 2026", "25 June 2026"; never broken over two lines. */
  String date(LocalDate day) {
    String text = dates.format(day);
    boolean first = locale.getLanguage().equals("fr") && text.startsWith("1 ");
    return (first ? "1er" + text.substring(1) : text).replace(' ', '\u00a0');
  }
}
