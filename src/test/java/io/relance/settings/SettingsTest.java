package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(relance\\.[a-z.]+)` \\| (?:`(.*?)` )?\\|");
  @TempDir Path home;

  private Settings read(String... lines) throws IOException {
    Path file = Files.write(home.resolve("application.properties"), java.util.List.of(lines));
    return Settings.read(file, Map.of());
  }

  @Test
  void everySettingIsDocumentedWithWhatStands() throws IOException {
    var documented = new TreeMap<String, String>();
    ROW.matcher(Files.readString(Path.of("src/docs/settings.md")))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
    assertThat(documented).isEqualTo(read().all());
  }

  @Test
  void whoKnocksAndWhoIsToldIsCheckedWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    "relance.hooks.port=8080",
                    "relance.events.n8n.url=http://user:word@n8n.example/x",
                    "relance.events.n8n.types=sent,paidd",
                    "relance.events.n8n.secret=short",
                    "relance.events.n8n.urll=x"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining(
            "properties:1: relance.hooks.port is open, but relance.hooks.token is not set")
        .hasMessageContaining(
            "properties:2: relance.events.n8n.url is no address that can be called")
        .hasMessageContaining("properties:3: relance.events.n8n.types names 'paidd'")
        .hasMessageContaining("properties:4: relance.events.n8n.secret is shorter than 24 letters")
        .hasMessageContaining("did you mean url?")
        .hasMessageNotContaining("user:word");
  }

  @Test
  void subscribersAreNamedAndTheHubsOwnSettingsAreNone() throws IOException {
    Settings settings =
        read(
            "relance.events.keep.hours=5",
            "relance.events.n8n.url=https://n8n.example/webhook/1",
            "relance.events.n8n.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "relance.events.n8n.types=sent, paid");
    assertThat(settings.subscribers()).containsExactly("n8n");
    assertThat(settings.subscriber("n8n")).containsEntry("types", "sent, paid");
  }

  @Test
  void whatAGatewaySaysIsReadAsKannelSaysItUnlessSet() throws IOException {
    Settings settings = read("relance.receipts.chat.id=/message/id");
    assertThat(settings.receipts("chat")).containsEntry("id", "/message/id");
    assertThat(settings.receipts("sms"))
        .containsEntry("id", "id")
        .containsEntry("delivered", "delivered, DELIVRD, 1");
    assertThatThrownBy(
            () -> read("relance.receipts.sms.delivred=1", "relance.receipts.token=guess-me"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("properties:1: relance.receipts.sms.delivred is not known")
        .hasMessageContaining("did you mean delivered?")
        .hasMessageContaining("properties:2: relance.receipts.token is shorter than 24 letters");
  }

  @Test
  void trackingNeedsADoorAnAddressAndConsent() throws IOException {
    assertThatThrownBy(() -> read("", "relance.tracking.url=http://relance.example/"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("properties:2: relance.tracking.url is no address that every reader")
        .hasMessageContaining("is set, but the door is closed")
        .hasMessageContaining("there is no routes/tracking.camel.yaml")
        .hasMessageContaining("is set, but not who agreed to be tracked");
    Files.createDirectories(home.resolve("routes"));
    Files.createFile(home.resolve("routes/tracking.camel.yaml"));
    read(
        "relance.hooks.port=8080",
        "relance.hooks.token=a-token-of-thirty-two-letters-ok",
        "relance.tracking.url=https://relance.example/mail",
        "relance.tracking.consent=Suivi accepté");
  }

  @Test
  void aShareIsAPercentage() {
    assertThatThrownBy(
            () -> read("", "relance.guard.vanish.percent=200", "relance.guard.gone.percent=x"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("application.properties:2: relance.guard.vanish.percent is 200")
        .hasMessageContaining("relance.guard.gone.percent is not a whole number: x");
  }

  @Test
  void aCompanyIsOfOneCreditorAndASourceReadsIt() throws IOException {
    Settings settings =
        read(
            "relance.source.acme.companies=1,2",
            "relance.source.sage.companies=SOC",
            "relance.merge.acme=acme/1, sage/SOC",
            "relance.merge.other=acme/2, sage/SOC, sage/SOX",
            "relance.merge.one=acme/2");
    assertThat(new Merges(settings).all().get("acme")).containsExactly("acme/1", "sage/SOC");
    assertThat(new Merges(settings).mistakes())
        .extracting(Mistake::toString)
        .satisfiesExactly(
            one -> assertThat(one).contains(":5: relance.merge.one names fewer than two"),
            one -> assertThat(one).contains(":4: acme/2 stands in relance.merge.one too"),
            one -> assertThat(one).contains(":4: sage/SOC stands in relance.merge.acme too"),
            one -> assertThat(one).contains("names sage/SOX, which no source reads", "sage/SOC"));
  }

  @Test
  void aCompanyHasItsOwnWords() throws IOException {
    Settings settings =
        read(
            "relance.source.acme.companies=1, S.A",
            "relance.company.acme/1.from=compta@acme.example",
            "relance.company.acme/1.executive=Luc Petit, Directeur général",
            "relance.company.acme/S.A.from-name=Filiale");
    assertThat(settings.company("acme/1"))
        .containsOnly(
            Map.entry("from", "compta@acme.example"),
            Map.entry("executive", "Luc Petit, Directeur général"));
    assertThat(settings.company("acme/S.A")).containsOnly(Map.entry("from-name", "Filiale"));
    assertThat(settings.company("acme/2")).isEmpty();
  }

  @Test
  void aWordOfACompanyIsCheckedWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    "relance.source.acme.companies=1",
                    "relance.company.acme/1.form=compta@acme.example",
                    "relance.company.acme/2.from-name=X",
                    "relance.company.acme/1.reply-to=Compta <compta@acme.example>",
                    "relance.company.acme=X",
                    "relance.company.acme/1.logo=_shared/none.png"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("properties:6: relance.company.acme/1.logo: there is no picture")
        .hasMessageContaining("properties:2: a company has no word form")
        .hasMessageContaining("did you mean from?")
        .hasMessageContaining("properties:3: relance.company.acme/2.from-name: no source reads")
        .hasMessageContaining("properties:4: relance.company.acme/1.reply-to is no e-mail address")
        .hasMessageContaining("properties:5: relance.company.acme names no company or no word");
  }

  @Test
  void lettersHaveNamesAndOneOrTwoSides() {
    assertThatThrownBy(
            () -> read("relance.letter.name=../{act}.pdf", "relance.letter.bind.duplex=true"))
        .hasMessageContaining("properties:1: a letter's name is letters, digits")
        .hasMessageContaining("properties:2: relance.letter.bind.duplex is true")
        .hasMessageContaining("yes or no");
  }

  @Test
  void aLogoIsAPictureBelowTheTemplates() throws IOException {
    Files.createDirectories(home.resolve("templates/_shared"));
    Files.write(home.resolve("templates/_shared/acme.PNG"), new byte[1]);
    Files.write(home.resolve("secret.png"), new byte[1]);
    Files.write(home.resolve("templates/words.ftl"), new byte[1]);
    String logo = "relance.company.acme/1.logo=";
    read("relance.source.acme.companies=1", logo + "_shared/acme.PNG");
    for (String other : new String[] {"../secret.png", home + "/secret.png", "words.ftl"}) {
      assertThatThrownBy(() -> read("relance.source.acme.companies=1", logo + other))
          .as(other)
          .hasMessageContaining("there is no picture");
    }
  }

  @Test
  void theRelayIsNotSpokenToInClearByMistake() {
    assertThatThrownBy(
            () ->
                read(
                    "relance.mail.host=smtp.example",
                    "relance.mail.user=me",
                    "relance.mail.tls=none",
                    "relance.mail.tls.ca=nowhere.pem",
                    "relance.mail.per.minute=3",
                    "relance.mail.per.session=0",
                    "relance.mail.oauth.url=http://login.example/token"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("properties:3: the login of me would cross the network in clear")
        .hasMessageContaining("properties:4: no certificates can be read from")
        .hasMessageContaining("properties:5: relance.mail.per.minute is 3")
        .hasMessageContaining("properties:6: relance.mail.per.session is 0")
        .hasMessageContaining("properties:7: relance.mail.oauth.url is no address for secrets")
        .hasMessageContaining("relance.mail.oauth.client is not set")
        .hasMessageContaining("neither relance.mail.oauth.secret nor .refresh is set");
    assertThatThrownBy(() -> read("relance.mail.tls=smtps"))
        .hasMessageContaining("one of starttls, tls, none");
  }

  @Test
  void theMailboxIsNotSpokenToInClearByMistake() throws IOException {
    assertThatThrownBy(
            () ->
                read(
                    "relance.replies.host=imap.example",
                    "relance.replies.user=me",
                    "relance.replies.tls=none",
                    "relance.replies.tls.ca=nowhere.pem",
                    "relance.replies.oauth.url=http://login.example/token"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("properties:3: the login of me would cross the network in clear")
        .hasMessageContaining("properties:4: no certificates can be read from")
        .hasMessageContaining("properties:5: relance.replies.oauth.url is no address for secrets");
    assertThatThrownBy(() -> read("relance.replies.tls=imaps"))
        .hasMessageContaining("one of starttls, tls, none");
    read("relance.replies.user=me", "relance.replies.tls=none");
  }

  @Test
  void theSmsCentreIsSpokenToAsItCan() {
    assertThatThrownBy(
            () ->
                read(
                    "relance.smpp.host=smsc.example",
                    "relance.smpp.from=Dupont et fils",
                    "relance.smpp.tls=yes",
                    "relance.smpp.ids=octal",
                    "relance.smpp.from.npi=7",
                    "relance.smpp.per.second=0",
                    "relance.smpp.password=longer than that"))
        .hasMessageContaining("properties:2: a sender of more than 11 letters: Dupont et fils")
        .hasMessageContaining("properties:3: relance.smpp.tls is 'yes'")
        .hasMessageContaining("properties:4: relance.smpp.ids is 'octal'")
        .hasMessageContaining("properties:5: relance.smpp.from.npi is '7'")
        .hasMessageContaining("properties:6: relance.smpp.per.second is '0'")
        .hasMessageContaining("properties:7: a password of more than 8 letters");
    assertThatThrownBy(() -> read("relance.smpp.host=smsc.example"))
        .hasMessageContaining("no sender is given");
  }
}
