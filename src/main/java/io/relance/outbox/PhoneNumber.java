package io.relance.outbox;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers as people type them into an ERP: several in one field, in words of the country,
 * with an extension.
 *
 * @param good in E.164 (+33612345678), those that an SMS can be sent to, in the order of the field
 * @param bad the others, each with the reason
 */
public record PhoneNumber(List<String> good, List<String> bad) {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
  private static final Set<PhoneNumberType> DEAR =
      Set.of(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST);
  private static final Pattern SEPARATOR =
      Pattern.compile("(?iU)[;,/|\\n]|\\s(?:ou|or|et|and|oder|und)\\s|\\s[-–]\\s(?=[+0])");
  private static final Pattern EXTENSION =
      Pattern.compile("(?iU)\\s*(?:poste|extension|ext\\.?|x|#)\\s*\\d+\\s*$");
  private static final Pattern SPOKEN = Pattern.compile("[\\p{L}]");

  /**
   * Reads one field; an empty one has neither good nor bad.
   *
   * @param country of the debtor, for numbers without their own; null = none is supposed
   */
  public static PhoneNumber in(@Nullable String field, @Nullable String country) {
    PhoneNumber found = new PhoneNumber(new ArrayList<>(), new ArrayList<>());
    for (String one : SEPARATOR.split(field == null ? "" : field)) {
      if (!one.isBlank()) {
        found.add(one, country);
      }
    }
    return found;
  }

  private void add(String typed, @Nullable String country) {
    String bare = EXTENSION.matcher(typed).replaceFirst("");
    String trouble = trouble(bare, country);
    if (!trouble.isEmpty()) {
      bad.add("\"" + Address.printable(typed) + "\" " + trouble);
    }
  }

  /** Why no SMS can be sent there; else it is good, once. */
  private String trouble(String bare, @Nullable String country) {
    try {
      Phonenumber.PhoneNumber number = NUMBERS.parse(bare, country);
      PhoneNumberType type = NUMBERS.getNumberType(number);
      if (SPOKEN.matcher(bare).find() || !NUMBERS.isValidNumber(number)) {
        return "is no valid number";
      } else if (DEAR.contains(type)) {
        return "is a premium number";
      } else if (!MOBILE.contains(type)) {
        return "is no mobile";
      }
      String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
      if (!good.contains(e164)) {
        good.add(e164);
      }
      return "";
    } catch (NumberParseException e) {
      return "is no telephone number";
    }
  }
}
