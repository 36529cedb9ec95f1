package io.relance.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** The lines of an envelope, without the country; empty when nothing could arrive there. */
  public List<String> lines(String name) {
    if (blank(street) || blank(city)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(Address.printable(name)));
    street.lines().map(Address::printable).filter(line -> !line.isEmpty()).forEach(lines::add);
    String town = (zip == null ? "" : zip + " ") + city;
    lines.add(Address.printable(town).toUpperCase(Locale.ROOT));
    return List.copyOf(lines);
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
