package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Recipients.Contact;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static Contact contact(String role, String email) {
    return new Contact(role, "Jeanne\nMartin", email, null, false);
  }

  private static final Sharing TEN = Sharing.of(10, "");

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
                new Contact("billing", "B", "b@x.fr", null, true),
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

    assertThat(to.objection("compta@x.fr", shared(1), TEN)).contains("belongs to the creditor");
    assertThat(to.objection("compta@y.fr", shared(11), TEN))
        .contains("b@x.fr is the address of 11 debtors")
        .contains("name the address in relance.mail.shared.allow");
    assertThat(to.objection(null, shared(10), TEN)).isEmpty();
    Recipients free =
        Recipients.choose("billing", List.of(contact("billing", "b@orange.fr")), Set.of());
    assertThat(free.objection("atelier@orange.fr", shared(1), TEN)).isEmpty();
    assertThat(free.objection("b@orange.fr", shared(1), TEN)).isNotEmpty();
  }

  @Test
  void whatAPersonAllowedIsWrittenTo() {
    Recipients to =
        Recipients.choose("billing", List.of(contact("billing", "Cabinet@x.fr; b@x.fr")), Set.of());

    assertThat(to.objection("compta@x.fr", shared(30), Sharing.of(10, "cabinet@X.fr, b@x.fr")))
        .isEmpty();
    assertThat(to.objection(null, shared(30), Sharing.of(10, "cabinet@x.fr")))
        .as("each address is looked at")
        .startsWith("b@x.fr is the address of 30 debtors");
  }

  @Test
  void aLevelSaidToTwoRolesReachesOnePersonOnce() {
    List<Contact> one = List.of(contact("billing", "b@x.fr"));
    List<Contact> two =
        List.of(contact("billing", "b@x.fr"), contact("executive", "e@x.fr; B@x.fr"));

    assertThat(Recipients.choose("billing", List.of(), one, Set.of()).to())
        .containsExactly("b@x.fr");
    Recipients fallen = Recipients.choose("executive", List.of("billing"), one, Set.of());
    assertThat(fallen.to()).isEmpty();
    assertThat(fallen.told()).isTrue();
    assertThat(Recipients.choose("executive", List.of("billing"), two, Set.of()).to())
        .containsExactly("e@x.fr");
    assertThat(Recipients.choose("executive", List.of("billing"), List.of(), Set.of()).told())
        .as("nobody was told")
        .isFalse();
  }

  @Test
  void theLanguageIsThatOfWhomItIsWrittenTo() {
    List<Contact> all =
        List.of(
            new Contact("general", "G", "g@x.fr", "de", false),
            new Contact("billing", "A", "a@x.fr", null, false),
            new Contact("billing", "B", "b@x.fr", "en", false));

    assertThat(Recipients.choose("billing", all, Set.of()).language()).isEqualTo("en");
    assertThat(Recipients.choose("billing", all.subList(1, 2), Set.of()).language()).isNull();
  }

  private static ToIntFunction<String> shared(int debtors) {
    return address -> debtors;
  }
}
