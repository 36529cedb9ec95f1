package io.relance.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private final Places places = new Places();
  private final Holidays holidays = new Holidays();

  @ParameterizedTest
  @CsvSource({
    "FR, 75002, fr, Europe/Paris",
    "FR, 67000, fr/67, Europe/Paris",
    "FR, F-57 000, fr/57, Europe/Paris",
    "FR, 97400, re, Indian/Reunion",
    "FR, 97133, bl, America/St_Barthelemy",
    "FR, 97110, gp, America/Guadeloupe",
    "FR, 98800, nc, Pacific/Noumea",
    "FR, 98714, pf, Pacific/Tahiti",
    "FR, '', fr, Europe/Paris",
    "FR, CEDEX, fr, Europe/Paris",
    "RE, 97400, re, Indian/Reunion",
    "GB, G2 1DU, gb/sct, Europe/London",
    "GB, GL1 1AA, gb/eng, Europe/London",
    "GB, BT1 5GS, gb/nir, Europe/London",
    "ES, 08001, es/ct, Europe/Madrid",
    "ES, 35001, es/cn, Atlantic/Canary",
    "PT, 9500-321, pt/20, Atlantic/Azores",
    "DE, 80331, de, Europe/Berlin",
    "US, 10001, us, America/New_York",
    "US, 60601, us, America/Chicago",
    "US, 94105, us, America/Los_Angeles",
    "US, 96813, us, Pacific/Honolulu",
    "CA, H2X 1Y4, ca/qc, America/Toronto",
    "AU, 6000, au/wa, Australia/Perth",
    "BR, 01310-100, br, America/Sao_Paulo",
    "ZZ, 1000, zz, Europe/Paris"
  })
  void anAddressHasHolidaysAndAZone(String country, String zip, String region, String zone) {
    assertThat(places.of(country, zip, "FR", PARIS)).isEqualTo(new Place(region, ZoneId.of(zone)));
  }

  @Test
  void withoutACountryItIsWhereItsCreditorIs() {
    var reunion = ZoneId.of("Indian/Reunion");
    assertThat(places.of(null, "67000", "FR", reunion)).isEqualTo(new Place("fr", reunion));
    assertThat(places.of(null, null, null, reunion)).isEqualTo(new Place("", reunion));
  }

  @Test
  void inItsOwnCountryOfSeveralZonesTheCreditorsZoneCounts() {
    var perth = ZoneId.of("Australia/Perth");
    assertThat(places.of("BR", null, "BR", perth).zone()).isEqualTo(perth);
    assertThat(places.of("BR", null, "FR", PARIS).zone()).isEqualTo(ZoneId.of("America/Sao_Paulo"));
  }

  @ParameterizedTest
  @CsvSource({
    "fr, 2026-04-03, false",
    "fr/67, 2026-04-03, true",
    "fr/57, 2026-12-26, true",
    "fr, 2026-12-26, false",
    "fr/57, 2026-07-14, true",
    "re, 2026-12-20, true",
    "gp, 2026-05-27, true",
    "mq, 2026-05-22, true",
    "gf, 2026-06-10, true",
    "de, 2026-10-03, true",
    "gb/eng, 2026-04-06, true",
    "gb/sct, 2026-04-06, false",
    "es/ct, 2026-09-11, true",
    "be, 2026-07-21, true",
    "zz, 2026-12-25, false"
  })
  void publicHolidaysAreThoseOfTheRegion(String where, LocalDate day, boolean holiday) {
    assertThat(holidays.find(where, day).isPresent()).isEqualTo(holiday);
  }

  @Test
  void aHolidayHasAName() {
    assertThat(holidays.find("fr/67", LocalDate.parse("2026-04-03"))).contains("Good Friday");
    assertThat(holidays.find("", LocalDate.parse("2026-12-25"))).isEqualTo(Optional.empty());
  }

  /** Of an unknown region jollyday tells the country's holidays without a word. */
  @Test
  void everyRegionOfTheTableIsKnown() throws IOException {
    var wrong =
        Files.readAllLines(Path.of("src/main/resources/calendar/places.csv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(",", -1)[2])
            .filter(region -> !region.isEmpty())
            .filter(region -> !known(region.split("/")))
            .toList();
    assertThat(wrong).isEqualTo(List.of());
  }

  private static boolean known(String[] path) {
    var here = HolidayManager.getInstance(ManagerParameters.create(path[0])).getCalendarHierarchy();
    for (int i = 1; i < path.length && here != null; i++) {
      here = here.getChildren().get(path[i]);
    }
    return here != null;
  }
}
