package io.relance.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A postal address as the ERP knows it.
 *
 * @param street may hold several lines
 * @param country two letters
 */
public record Postal(
    @Nullable String street,
    @Nullable String zip,
    @Nullable String city,
    @Nullable String country) {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /**
   * The lines of an envelope; empty when nothing could arrive there. The last one is the country,
   * where that is not the sender's.
   *
   * @param sender its country, and the language in which it names another; without a country it
   *     names none
   */
  public List<String> lines(String name, Locale sender) {
    if (blank(street) || blank(city)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(Address.printable(name)));
    street.lines().map(Address::printable).filter(line -> !line.isEmpty()).forEach(lines::add);
    String town = (zip == null ? "" : zip + " ") + city;
    lines.add(Address.printable(town).toUpperCase(Locale.ROOT));
    if (abroad(sender)) {
      lines.add(new Locale("", country).getDisplayCountry(sender).toUpperCase(sender));
    }
    return List.copyOf(lines);
  }

  private boolean abroad(Locale sender) {
    return country != null
        && !sender.getCountry().isEmpty()
        && !country.equalsIgnoreCase(sender.getCountry())
        && COUNTRIES.contains(country.toUpperCase(Locale.ROOT));
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
