package io.relance.outbox;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number as people type it into an ERP.
 *
 * @param good the number in E.164 (+33612345678), when an SMS can be sent to it
 * @param bad why not
 */
public record PhoneNumber(List<String> good, List<String> bad) {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  /**
   * Reads one field; an empty one has neither good nor bad.
   *
   * @param country of the debtor, for numbers without their own; null = none is supposed
   */
  public static PhoneNumber in(@Nullable String field, @Nullable String country) {
    if (field == null || field.isBlank()) {
      return new PhoneNumber(List.of(), List.of());
    }
    try {
      Phonenumber.PhoneNumber number = NUMBERS.parse(field, country);
      if (!NUMBERS.isValidNumber(number)) {
        return bad(field, "is no valid number");
      } else if (!MOBILE.contains(NUMBERS.getNumberType(number))) {
        return bad(field, "is no mobile");
      }
      return new PhoneNumber(List.of(NUMBERS.format(number, PhoneNumberFormat.E164)), List.of());
    } catch (NumberParseException e) {
      return bad(field, "is no telephone number");
    }
  }

  private static PhoneNumber bad(String field, String why) {
    return new PhoneNumber(List.of(), List.of("\"" + Address.printable(field) + "\" " + why));
  }
}
