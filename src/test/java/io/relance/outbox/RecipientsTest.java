package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Recipients.Contact;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static Contact contact(String role, String email) {
    return new Contact(role, "Jeanne\nMartin", email, false);
  }

  @Test
  void theLevelsRoleComesFirst() {
    List<Contact> all =
        List.of(
            contact("general", "g@x.fr"),
            contact("dunning", "d@x.fr"),
            contact("billing", "b@x.fr"));

    assertThat(Recipients.choose("dunning", all, Set.of()).to()).containsExactly("d@x.fr");
    assertThat(Recipients.choose("executive", all, Set.of()).to()).containsExactly("b@x.fr");
  }

  @Test
  void fallsBackWhenARoleCannotBeUsedAndSaysWhy() {
    Recipients chosen =
        Recipients.choose(
            "dunning",
            List.of(
                contact("dunning", "d@x"),
                new Contact("billing", "B", "b@x.fr", true),
                contact("general", "bounced@x.fr; g@x.fr")),
            Set.of("bounced@x.fr"));

    assertThat(chosen.to()).containsExactly("g@x.fr");
    assertThat(chosen.name()).isEqualTo("Jeanne Martin");
    assertThat(chosen.remarks()).hasSize(2).anyMatch(r -> r.contains("bounced before"));
  }

  @Test
  void nobodyIsNobody() {
    assertThat(Recipients.choose("billing", List.of(), Set.of()).to()).isEmpty();
    assertThat(Recipients.choose("billing", List.of(contact("billing", null)), Set.of()).to())
        .isEmpty();
  }

  @Test
  void theCreditorsOwnAndWidelySharedAddressesAreHeld() {
    Recipients to = Recipients.choose("billing", List.of(contact("billing", "b@x.fr")), Set.of());

    assertThat(to.objection("compta@x.fr", 1, 10)).contains("belongs to the creditor");
    assertThat(to.objection("compta@y.fr", 11, 10))
        .contains("11 debtors")
        .contains("relance.mail.shared.most");
    assertThat(to.objection(null, 10, 10)).isEmpty();
    Recipients free =
        Recipients.choose("billing", List.of(contact("billing", "b@orange.fr")), Set.of());
    assertThat(free.objection("atelier@orange.fr", 1, 10)).isEmpty();
    assertThat(free.objection("b@orange.fr", 1, 10)).isNotEmpty();
  }
}
