package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Recipients.Contact;
import io.relance.outbox.Recipients.People;
import io.relance.policy.Reaches;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static Contact contact(String role, String email) {
    return new Contact(role, "Jeanne\nMartin", email, null, null, null, false, false);
  }

  private static final Sharing TEN = Sharing.of(10, "");

  @Test
  void theLevelsRoleComesFirst() {
    List<Contact> all =
        List.of(
            contact("general", "g@x.fr"),
            contact("dunning", "d@x.fr"),
            contact("billing", "b@x.fr"));

    assertThat(choose("dunning", List.of(), all, Set.of()).to()).containsExactly("d@x.fr");
    assertThat(choose("executive", List.of(), all, Set.of()).to()).containsExactly("b@x.fr");
  }

  @Test
  void fallsBackWhenARoleCannotBeUsedAndSaysWhy() {
    Recipients chosen =
        choose(
            "dunning",
            List.of(),
            List.of(
                contact("dunning", "d@x"),
                new Contact("billing", "B", "b@x.fr", null, null, null, true, false),
                contact("general", "bounced@x.fr; g@x.fr")),
            Set.of("bounced@x.fr"));

    assertThat(chosen.to()).containsExactly("g@x.fr");
    assertThat(chosen.name()).isEqualTo("Jeanne Martin");
    assertThat(chosen.remarks()).hasSize(2).anyMatch(r -> r.contains("bounced before"));
  }

  @Test
  void nobodyIsNobody() {
    assertThat(choose("billing", List.of(), List.of(), Set.of()).to()).isEmpty();
    assertThat(choose("billing", List.of(), List.of(contact("billing", null)), Set.of()).to())
        .isEmpty();
  }

  @Test
  void theCreditorsOwnAndWidelySharedAddressesAreHeld() {
    Recipients to = choose("billing", List.of(), List.of(contact("billing", "b@x.fr")), Set.of());

    assertThat(to.objection(List.of("compta@x.fr"), shared(1), TEN))
        .contains("belongs to the creditor");
    assertThat(to.objection(List.of("compta@y.fr"), shared(11), TEN))
        .contains("b@x.fr is the address of 11 debtors")
        .contains("name the address in relance.mail.shared.allow");
    assertThat(to.objection(List.of(), shared(10), TEN)).isEmpty();
    Recipients free =
        choose("billing", List.of(), List.of(contact("billing", "b@orange.fr")), Set.of());
    assertThat(free.objection(List.of("atelier@orange.fr"), shared(1), TEN)).isEmpty();
    assertThat(free.objection(List.of("b@orange.fr"), shared(1), TEN)).isNotEmpty();
  }

  @Test
  void ofSeveralNumbersTheFirstIsWrittenToAndTheCreditorsOwnIsHeld() {
    Recipients.Contact person =
        new Recipients.Contact(
            "billing",
            "Jeanne",
            null,
            "06 12 34 56 79",
            "06 12 34 56 78 / 07 12 34 56 78",
            null,
            false,
            false);
    Recipients to =
        Recipients.choose(
            Reaches.MOBILE,
            "billing",
            List.of(),
            new Recipients.People(List.of(person), "FR", List.of()),
            Set.of());

    assertThat(to.to()).containsExactly("+33612345678");
    assertThat(to.objection(List.of("+33612345678"), shared(1), TEN))
        .contains("belongs to the creditor");
    assertThat(to.objection(List.of(), shared(11), TEN))
        .contains("+33612345678 is the address of 11 debtors");
    assertThat(to.objection(List.of("+33700000000"), shared(1), TEN)).isEmpty();
    assertThat(to.objection(List.of(), shared(11), Sharing.of(10, "a@x.fr, +33 6 12 34 56 78")))
        .isEmpty();
  }

  @Test
  void whatAPersonAllowedIsWrittenTo() {
    Recipients to =
        choose("billing", List.of(), List.of(contact("billing", "Cabinet@x.fr; b@x.fr")), Set.of());

    assertThat(
            to.objection(
                List.of("compta@x.fr"), shared(30), Sharing.of(10, "cabinet@X.fr, b@x.fr")))
        .isEmpty();
    assertThat(to.objection(List.of(), shared(30), Sharing.of(10, "cabinet@x.fr")))
        .as("each address is looked at")
        .startsWith("b@x.fr is the address of 30 debtors");
  }

  @Test
  void aLevelSaidToTwoRolesReachesOnePersonOnce() {
    List<Contact> one = List.of(contact("billing", "b@x.fr"));
    List<Contact> two =
        List.of(contact("billing", "b@x.fr"), contact("executive", "e@x.fr; B@x.fr"));

    assertThat(choose("billing", List.of(), one, Set.of()).to()).containsExactly("b@x.fr");
    Recipients fallen = choose("executive", List.of("billing"), one, Set.of());
    assertThat(fallen.to()).isEmpty();
    assertThat(fallen.told()).isTrue();
    assertThat(choose("executive", List.of("billing"), two, Set.of()).to())
        .containsExactly("e@x.fr");
    assertThat(choose("executive", List.of("billing"), List.of(), Set.of()).told())
        .as("nobody was told")
        .isFalse();
  }

  @Test
  void theLanguageIsThatOfWhomItIsWrittenTo() {
    List<Contact> all =
        List.of(
            new Contact("general", "G", "g@x.fr", null, null, "de", false, false),
            new Contact("billing", "A", "a@x.fr", null, null, null, false, false),
            new Contact("billing", "B", "b@x.fr", null, null, "en", false, false));

    assertThat(choose("billing", List.of(), all, Set.of()).language()).isEqualTo("en");
    assertThat(choose("billing", List.of(), all.subList(1, 2), Set.of()).language()).isNull();
  }

  @Test
  void aMobileIsTakenFromEitherFieldAndALandlineIsNone() {
    List<Contact> all =
        List.of(
            new Contact("billing", "A", null, "04 72 00 00 00", null, null, false, false),
            new Contact("general", "B", null, "06 12 34 56 78", null, "fr", false, false));
    Recipients chosen = by(Reaches.MOBILE, "billing", new People(all, "FR", List.of()));

    assertThat(chosen.to()).containsExactly("+33612345678");
    assertThat(chosen.name()).isEqualTo("B");
    assertThat(chosen.remarks()).containsExactly("\"04 72 00 00 00\" is no mobile");
  }

  @Test
  void aLetterGoesToTheAddressAndNamesThePersonOfTheRole() {
    List<Contact> all = List.of(contact("executive", null));
    List<String> lines = List.of("Delmas", "1 rue Haute", "69003 LYON");

    assertThat(by(Reaches.POST, "executive", new People(all, "FR", lines)).to()).isEqualTo(lines);
    assertThat(by(Reaches.POST, "executive", new People(all, "FR", lines)).name())
        .isEqualTo("Jeanne Martin");
    assertThat(by(Reaches.POST, "executive", new People(all, "FR", List.of())).to()).isEmpty();
  }

  private static Recipients by(Reaches reaches, String role, People people) {
    return Recipients.choose(reaches, role, List.of(), people, Set.of());
  }

  private static Recipients choose(
      String role, List<String> before, List<Contact> contacts, Set<String> blocked) {
    People people = new People(contacts, "FR", List.of());
    return Recipients.choose(Reaches.EMAIL, role, before, people, blocked);
  }

  private static ToIntFunction<String> shared(int debtors) {
    return address -> debtors;
  }
}
