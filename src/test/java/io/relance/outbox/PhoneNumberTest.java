package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "06 12 34 56 78 | FR | +33612345678",
        "06.12.34.56.78 | FR | +33612345678",
        "+33 (0)6 12 34 56 78 | FR | +33612345678",
        "0033612345678 | FR | +33612345678",
        "+41 79 123 45 67 | FR | +41791234567",
        "06 12 34 56 78 poste 12 | FR | +33612345678",
        "0612345678 ext. 3 | FR | +33612345678",
        "0151 23456789 | DE | +4915123456789",
        "+1 202 555 0143 | FR | +12025550143",
        "01 42 68 53 00 / 06 12 34 56 78 | FR | +33612345678",
        "01 42 68 53 00 ou 06 12 34 56 78 | FR | +33612345678",
        "01 42 68 53 00 - 06 12 34 56 78 | FR | +33612345678"
      })
  void isReadAsPeopleTypeIt(String field, String country, String expected) {
    assertThat(PhoneNumber.in(field, country).good()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01 42 68 53 00 | FR | is no mobile",
        "08 92 70 12 39 | FR | is a premium number",
        "06 12 34 | FR | is no valid number",
        "voir fiche | FR | is no telephone number",
        "0800 FLEURS | FR | is no valid number"
      })
  void aNumberThatNoSmsReachesSaysWhy(String field, String country, String why) {
    PhoneNumber read = PhoneNumber.in(field, country);
    assertThat(read.good()).isEmpty();
    assertThat(read.bad()).singleElement().asString().isEqualTo("\"" + field + "\" " + why);
  }

  @Test
  void withoutACountryOnlyInternationalNumbersAreRead() {
    assertThat(PhoneNumber.in("06 12 34 56 78", null).bad()).hasSize(1);
    assertThat(PhoneNumber.in("+33 6 12 34 56 78", null).good()).hasSize(1);
  }

  @Test
  void severalAreReadInTheirOrderEachOnce() {
    PhoneNumber read = PhoneNumber.in("06 12 34 56 78; +33612345678, 07 61 23 45 67; x", "FR");
    assertThat(read.good()).isEqualTo(List.of("+33612345678", "+33761234567"));
    assertThat(read.bad()).containsExactly("\"x\" is no telephone number");
    assertThat(PhoneNumber.in(null, "FR")).isEqualTo(new PhoneNumber(List.of(), List.of()));
  }
}
