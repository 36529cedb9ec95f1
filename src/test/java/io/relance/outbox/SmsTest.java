package io.relance.outbox;

import static io.relance.outbox.Sms.Coding.GSM;
import static io.relance.outbox.Sms.Coding.UCS2;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTest {

  @ParameterizedTest
  @CsvSource({
    "a, 160, GSM, 160, 1", "a, 161, GSM, 161, 2", "a, 306, GSM, 306, 2", "a, 307, GSM, 307, 3",
    "€, 80, GSM, 160, 1", "€, 81, GSM, 162, 2", "é, 160, GSM, 160, 1", "ê, 70, UCS2, 70, 1",
    "ê, 71, UCS2, 71, 2", "ê, 134, UCS2, 134, 2", "ê, 135, UCS2, 135, 3", "😀, 35, UCS2, 70, 1",
    "😀, 36, UCS2, 72, 2", "[, 1, GSM, 2, 1", "ç, 1, UCS2, 1, 1", "Ç, 1, GSM, 1, 1"
  })
  void countsAsTheNetworksDo(String sign, int times, Sms.Coding coding, int units, int segments) {
    Sms sms = Sms.of(sign.repeat(times));
    assertThat(sms).isEqualTo(new Sms(sms.text(), coding, units, segments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"€", "[", "]", "{", "}", "~", "^", "|", "\\", "\f"})
  void anEscapeIsNotCutFromItsSign(String sign) {
    // 152 + 2 do not fit into 153: the pair opens the second segment, and 153 more do not fit there
    assertThat(Sms.of("a".repeat(152) + sign + "a".repeat(151)).segments()).isEqualTo(2);
    assertThat(Sms.of("a".repeat(152) + sign + "a".repeat(152)).segments()).isEqualTo(3);
    assertThat(Sms.of("a".repeat(151) + sign + "a".repeat(153)).segments()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"66, 65, 2", "66, 66, 3", "65, 67, 2", "65, 68, 3"})
  void aPairOfSurrogatesIsNotCut(int before, int after, int segments) {
    assertThat(Sms.of("ж".repeat(before) + "😀" + "ж".repeat(after)).segments())
        .isEqualTo(segments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "L’été à Besançon… où ?; L'été à Besancon... où ?",
        "« Cœur » – être : 5 €; \" Coeur \" - etre : 5 €",
        "Łódź; Łódź",
        "Привет’; Привет’",
        "ça va 😀; ça va 😀"
      })
  void foldsOnlyWhatSavesTheAlphabet(String text, String expected) {
    Sms folded = Sms.folded(text);
    assertThat(folded.text()).isEqualTo(expected);
    assertThat(folded.coding()).isEqualTo(expected.equals(text) ? UCS2 : GSM);
  }

  @Property
  void aFoldedTextIsNeverDearerAndFoldingAgainChangesNothing(@ForAll("texts") String text) {
    Sms folded = Sms.folded(text);
    assertThat(folded.segments()).isLessThanOrEqualTo(Sms.of(text).segments());
    assertThat(Sms.folded(folded.text())).isEqualTo(folded);
    if (folded.coding() == UCS2) {
      assertThat(folded.units())
          .isEqualTo(text.getBytes(StandardCharsets.UTF_16BE).length / 2)
          .isEqualTo(text.length());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("abcéèàùçêœ’“…€[]{}~\u00a0\n-–")
        .ofMaxLength(400)
        .injectDuplicates(0.2);
  }
}
