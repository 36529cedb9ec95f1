package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a@x.fr | a@x.fr",
        "'  a@x.fr ' | a@x.fr",
        "'a@x.fr\n' | a@x.fr",
        "a@x.fr; b@x.fr | a@x.fr b@x.fr",
        "a@x.fr,b@x.fr,a@x.fr | a@x.fr b@x.fr",
        "Jeanne Martin <j.martin@X.FR> | j.martin@x.fr",
        "Martin, Jeanne <j@x.fr>; compta@x.fr | j@x.fr compta@x.fr",
        "\"Martin, Jeanne\" <j@x.fr> | j@x.fr",
        "compta@société-dupré.fr | compta@xn--socit-dupr-e7abf.fr",
        "o'neil+facture@x.co.uk | o'neil+facture@x.co.uk"
      })
  void readsWhatPeopleType(String field, String expected) {
    Address address = Address.in(field);

    assertThat(String.join(" ", address.good())).isEqualTo(expected);
    assertThat(address.bad()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@x.fr\r\nBcc: all@x.fr",
        "nobody",
        "a@",
        "@x.fr",
        "a@localhost",
        "a b@x.fr",
        "a..b@x.fr",
        "é@x.fr",
        "a@x_y.fr",
        "a@x.fr.",
        "a@x..fr",
        "téléphoner d'abord"
      })
  void refusesTheRestWithAReason(String field) {
    Address address = Address.in(field);

    assertThat(address.good()).isEmpty();
    assertThat(address.bad()).hasSize(1).first().asString().startsWith("\"");
  }

  @Test
  void keepsTheGoodOnesBesideABadOne() {
    Address address = Address.in("compta@x.fr; compta@x");

    assertThat(address.good()).containsExactly("compta@x.fr");
    assertThat(address.bad()).containsExactly("\"compta@x\" is not an e-mail address (the domain)");
  }

  @Test
  void namesStayOnOneLine() {
    assertThat(Address.printable(" Dupont\r\nBcc: all@x.fr\t")).isEqualTo("Dupont Bcc: all@x.fr");
  }
}
