package io.relance.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.MessageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Mails written after the RFCs and after what mail servers are known to send; the name of each file
 * begins with what it is. All answer one act, unless their name says that they name none.
 */
class SortingTest {
  private static final Path CORPUS = Path.of("src/test/resources/returns");
  private static final String OURS = "<relance.42.0123456789abcdef01234567@acme.example>";
  private static final Set<Kind> REPORTS =
      EnumSet.of(Kind.HARD, Kind.SOFT, Kind.POLICY, Kind.DELAYED, Kind.DELIVERED);

  private final Sorting sorting = new Sorting(MessageId.OURS);

  static byte[] mail(String name) {
    try {
      return Files.readAllBytes(CORPUS.resolve(name + ".eml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyKind() throws IOException {
    List<Path> files = Files.list(CORPUS).sorted().toList();
    assertThat(files).hasSizeGreaterThan(50);
    return files.stream()
        .map(file -> file.getFileName().toString().replace(".eml", ""))
        .map(name -> DynamicTest.dynamicTest(name, () -> isWhatItsNameSays(name)));
  }

  private void isWhatItsNameSays(String name) {
    Returned returned = sorting.of(mail(name));
    assertThat(returned.kind().text()).isEqualTo(name.substring(0, name.indexOf('-')));
    assertThat(returned.sender()).contains("@");
    if (!name.matches(".*(anonymous|without-in-reply-to|newsletter).*")) {
      assertThat(returned.answers()).startsWith(OURS);
    }
    if (REPORTS.contains(returned.kind())) {
      assertThat(returned.fates())
          .anyMatch(
              fate ->
                  fate.address().equals("jeanne@client.example") && fate.kind() == returned.kind());
    }
    if (returned.kind().failed()) {
      assertThat(returned.cause()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void everyKindHasAMail() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(Kind.values())
          .allMatch(kind -> names.stream().anyMatch(name -> name.startsWith(kind.text() + "-")));
    }
  }

  @Test
  void ofTwoAddressesEachHasItsFate() {
    assertThat(sorting.of(mail("hard-of-two-one-delivered")).fates())
        .extracting(fate -> fate.address() + " " + fate.kind())
        .containsExactly("paul@client.example DELIVERED", "jeanne@client.example HARD");
  }

  @Test
  void theMailServersWordsAreTheCause() {
    assertThat(sorting.of(mail("hard-qmail")).cause())
        .isEqualTo("Sorry, no mailbox here by that name. (#5.1.1)");
    assertThat(sorting.of(mail("hard-postfix-user-unknown")).cause())
        .isEqualTo(
            "5.1.1 smtp; 550 5.1.1 <jeanne@client.example>: Recipient address rejected: User unknown");
    assertThat(sorting.of(mail("hard-free-french")).cause()).contains("utilisateur inconnu");
  }

  @Test
  void lettersAreReadWhateverTheyAreSaidToBe() {
    for (String name : List.of("reply-latin1-that-says-utf-8", "reply-utf-8-that-says-us-ascii")) {
      assertThat(Mail.of(mail(name)).text().strip()).isEqualTo("Déjà payé le 12 août.");
    }
    assertThat(Mail.of(mail("reply-html-only")).text().strip()).isEqualTo("Déjà payé.");
    assertThat(sorting.of(mail("automatic-exchange-french")).subject())
        .isEqualTo("Réponse automatique\u00a0: Rappel facture F2");
  }

  @Test
  void attachmentsAreListed() {
    assertThat(sorting.of(mail("reply-with-attachment")).attachments())
        .containsExactly("preuve de virement n°2.pdf (application/pdf, 9 bytes)");
  }

  @Test
  void aCopyOfOneMailIsTheSameMail() {
    String one = new String(mail("reply-dispute"), StandardCharsets.UTF_8);
    String copy = "Received: from elsewhere\r\n" + one.replace("\n", "\r\n");
    assertThat(print(copy)).isEqualTo(print(one));
    assertThat(print(one.replace("RE: ", "RE: RE: "))).isNotEqualTo(print(one));
    assertThat(print("Subject: a\n\none")).isNotEqualTo(print("Subject: a\n\ntwo"));
  }

  private String print(String mail) {
    return sorting.of(mail.getBytes(StandardCharsets.UTF_8)).print();
  }

  @Property(tries = 300)
  void nothingThatAStrangerWritesFailsTheReader(@ForAll("mangled") byte[] bytes) {
    assertThat(sorting.of(bytes).kind()).isNotNull();
  }

  @Provide
  Arbitrary<byte[]> mangled() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".eml", "")).sorted().toList();
      return Arbitraries.of(names)
          .flatMap(
              name ->
                  Arbitraries.integers()
                      .between(0, mail(name).length - 1)
                      .list()
                      .ofSize(12)
                      .flatMap(
                          places ->
                              Arbitraries.bytes()
                                  .array(byte[].class)
                                  .ofSize(12)
                                  .map(others -> mangle(mail(name), places, others))));
    }
  }

  private static byte[] mangle(byte[] mail, List<Integer> places, byte[] others) {
    for (int i = 0; i < others.length; i++) {
      mail[places.get(i)] = others[i];
    }
    return mail;
  }
}
