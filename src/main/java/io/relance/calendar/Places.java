package io.relance.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an address is: its region's holidays and its time zone. */
public final class Places {
  private record Region(String prefix, String holidays, @Nullable ZoneId zone) {

    /** F-67000 is 67000; letters are a whole area (G is not GL). */
    boolean holds(String zip) {
      String letters = zip.replaceFirst("\\d.*", "");
      return prefix.isEmpty()
          || (Character.isDigit(prefix.charAt(0))
              ? zip.startsWith(prefix, letters.length())
              : letters.equals(prefix));
    }

    Place within(Place country) {
      return new Place(
          holidays.isEmpty() ? country.holidays() : holidays, zone == null ? country.zone() : zone);
    }
  }

  private record Country(ZoneId zone, boolean several) {}

  private final Map<String, Country> countries = new HashMap<>();
  private final Map<String, List<Region>> regions = new HashMap<>();

  public Places() {
    lines("zones.csv").forEach(line -> country(line.split(",", -1)));
    lines("places.csv").forEach(line -> regions(line.split(",", -1)));
  }

  private void country(String[] line) {
    countries.put(line[0], new Country(ZoneId.of(line[1]), line.length > 2));
  }

  private void regions(String[] line) {
    ZoneId zone = line[3].isEmpty() ? null : ZoneId.of(line[3]);
    for (String prefix : line[1].split(" ")) {
      regions
          .computeIfAbsent(line[0], country -> new ArrayList<>())
          .add(new Region(prefix, line[2], zone));
    }
  }

  /**
   * Where a debtor is.
   *
   * @param country two letters; null = as its creditor
   * @param home the creditor's country; null = not known
   * @param zone the creditor's
   */
  public Place of(
      @Nullable String country, @Nullable String zip, @Nullable String home, ZoneId zone) {
    if (country == null) {
      return new Place(lower(home), zone);
    }
    Country known = countries.get(country);
    boolean ours = known == null || known.several() && country.equals(home);
    Place whole = new Place(lower(country), ours ? zone : known.zone());
    Region region = region(country, zip == null ? "" : zip);
    return region == null ? whole : region.within(whole);
  }

  private static String lower(@Nullable String country) {
    return country == null ? "" : country.toLowerCase(Locale.ROOT);
  }

  private @Nullable Region region(String country, String zip) {
    String plain = zip.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    Region best = null;
    for (Region region : regions.getOrDefault(country, List.of())) {
      if (region.holds(plain)
          && (best == null || region.prefix().length() > best.prefix().length())) {
        best = region;
      }
    }
    return best;
  }

  private static List<String> lines(String resource) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Places.class.getResourceAsStream("/calendar/" + resource)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
