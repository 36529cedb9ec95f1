package io.relance.outbox;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses as people type them into an ERP: several in one field, with a display name, with
 * spaces around, with accents in the domain.
 *
 * @param good usable addresses in the order of the field, domains in lower case and ASCII
 * @param bad what was not usable, each with the reason
 */
public record Address(List<String> good, List<String> bad) {
  private static final Pattern SEPARATOR = Pattern.compile("[;,](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
  private static final Pattern IN_BRACKETS = Pattern.compile(".*<\\s*([^<>]*?)\\s*>\\s*");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  /** Reads one field; an empty one has neither good nor bad. */
  public static Address in(String field) {
    Address found = new Address(new ArrayList<>(), new ArrayList<>());
    if (field.strip().codePoints().anyMatch(Character::isISOControl)) {
      found.bad.add("\"" + printable(field) + "\" holds a line break or control character");
      return found;
    }
    String name = "";
    for (String part : SEPARATOR.split(field)) {
      // "Dupont, Jeanne <j@x.fr>": a part without @ belongs to the name that follows
      name = part.contains("@") || part.isBlank() ? found.take(name, part) : name + part;
    }
    if (!name.isBlank()) {
      found.bad.add("\"" + name.strip() + "\" is not an e-mail address");
    }
    return found;
  }

  private String take(String name, String part) {
    if (part.isBlank()) {
      return name;
    }
    var brackets = IN_BRACKETS.matcher(part);
    add(brackets.matches() ? brackets.group(1) : part.strip());
    return "";
  }

  private void add(String bare) {
    int at = bare.lastIndexOf('@');
    String local = bare.substring(0, Math.max(at, 0));
    String domain = domain(bare.substring(at + 1));
    String whole = local + "@" + domain;
    if (!LOCAL.matcher(local).matches() || local.length() > 64) {
      bad.add("\"" + bare + "\" is not an e-mail address (the part before @)");
    } else if (domain.isEmpty()) {
      bad.add("\"" + bare + "\" is not an e-mail address (the domain)");
    } else if (!good.contains(whole)) {
      good.add(whole);
    }
  }

  /** Lower-case ASCII, or empty when it is no domain of at least two labels. */
  private static String domain(String text) {
    try {
      String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      boolean whole = ascii.indexOf('.') > 0 && !ascii.endsWith(".") && ascii.length() <= 190;
      return whole ? ascii : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A name as it may stand in a header: on one line, without control characters. */
  public static String printable(String name) {
    return BLANKS.matcher(name).replaceAll(" ").strip();
  }

  /** What stands behind the @. */
  public static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
