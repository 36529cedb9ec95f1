package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.Telephone;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsmpp.bean.Alphabet;
import org.junit.jupiter.api.Test;

class OctetsTest {

  @Test
  void septetsAreNotLatin1() {
    assertThat(hex("@£$ éàùèÇ")).isEqualTo("00010220057f060409");
    assertThat(hex("5 €")).isEqualTo("35201b65");
    assertThat(hex("[]{}~^|\\\f")).isEqualTo("1b3c1b3e1b281b291b3d1b141b401b2f1b0a");
    assertThat(hex("Ææßzà")).isEqualTo("1c1d1e7a7f");
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(Octets.of(Sms.of(text), 0).get(0));
  }

  @Test
  void utf16CarriesWhatTheAlphabetLacks() {
    assertThat(hex("ê😀")).isEqualTo("00ead83dde00");
  }

  @Test
  void severalSegmentsSayWhichOfWhichTheyAre() {
    List<byte[]> octets = Octets.of(Sms.of("a".repeat(152) + "€" + "b".repeat(10)), 0x1fe);

    assertThat(octets).hasSize(2);
    assertThat(Arrays.copyOf(octets.get(0), 6)).containsExactly(5, 0, 3, 0xfe, 2, 1);
    assertThat(octets.get(0)).hasSize(6 + 152);
    assertThat(Arrays.copyOf(octets.get(1), 9))
        .containsExactly(5, 0, 3, 0xfe, 2, 2, 0x1b, 0x65, 'b');
  }

  @Property
  void aTelephoneReadsWhatWasWritten(@ForAll("texts") String text) {
    Sms sms = Sms.of(text);
    Alphabet alphabet =
        sms.coding() == Sms.Coding.GSM ? Alphabet.ALPHA_DEFAULT : Alphabet.ALPHA_UCS2;
    List<byte[]> octets = Octets.of(sms, 7);
    StringBuilder read = new StringBuilder();
    int header = octets.size() > 1 ? 6 : 0;
    octets.forEach(each -> read.append(Telephone.read(each, header, alphabet)));

    assertThat(read.toString()).isEqualTo(text);
    assertThat(octets).hasSize(sms.segments());
    assertThat(octets).allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(most(sms)));
  }

  /** 140 octets on the air: 160 septets, 6 + 153 with a header. */
  private static int most(Sms sms) {
    return sms.coding() == Sms.Coding.UCS2 ? 140 : sms.segments() > 1 ? 159 : 160;
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> gsm =
        Arbitraries.strings().withChars(Sms.BASIC + Sms.EXTENSION).ofMaxLength(500);
    Arbitrary<String> any =
        Arbitraries.of("ж", "😀", "a", "ê", "€")
            .list()
            .ofMaxSize(300)
            .map(all -> String.join("", all));
    return Arbitraries.oneOf(gsm, any);
  }
}
