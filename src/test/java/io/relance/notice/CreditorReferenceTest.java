package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CreditorReferenceTest {
  @Test
  void theSampleOfTheStandard() {
    assertThat(CreditorReference.of("539007547034"))
        .hasValueSatisfying(
            reference -> {
              assertThat(reference.text()).isEqualTo("RF18539007547034");
              assertThat(reference.printed()).isEqualTo("RF18 5390 0754 7034");
            });
  }

  @Test
  void whatIsNoLetterOrDigitIsLeftOut() {
    assertThat(CreditorReference.of("FA/2026-é001").orElseThrow().text()).endsWith("FA2026E001");
    assertThat(CreditorReference.of("—")).isEmpty();
    assertThat(CreditorReference.of("1234567890123456789012")).isEmpty();
  }

  @Property
  void everyOneIsValidAndNoLongerWithOneCharacterChanged(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 21) String number) {
    CreditorReference reference = CreditorReference.of(number).orElseThrow();
    assertThat(reference.valid()).isTrue();
    char first = reference.text().charAt(4);
    String other = reference.text().substring(0, 4) + (first == 'A' ? 'B' : 'A');
    assertThat(new CreditorReference(other + reference.text().substring(5)).valid()).isFalse();
  }
}
