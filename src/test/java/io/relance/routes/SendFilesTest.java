package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.press.VeraPdf;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.StillErp;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mails with what the policy attaches, from whom the settings say. */
class SendFilesTest {
  private static final String DOCUMENT =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: still-document
        labels: {camel.apache.org/kamelet.type: action}
      spec:
        definition: {title: Its PDFs, type: object, properties: {}}
        template:
          from:
            uri: kamelet:source
            steps:
              - bean: {beanType: io.relance.support.StillErp, method: document}
      """;

  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  private void open(String attach, String... settings) throws IOException {
    TestHome home = Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings);
    home.file("connectors/still/still-document.kamelet.yaml", DOCUMENT);
    Path policy = folder.resolve("routes/policies/courteous.yaml");
    String said = "{email: friendly, to: billing";
    Files.writeString(
        policy, Files.readString(policy).replace(said + "}", said + ", attach: [" + attach + "]}"));
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    StillErp.trouble("");
    StillErp.noPapers();
    house.close();
    relay.close();
  }

  private void untilStates(Map<String, Long> states) {
    await().untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7 " + text).getBytes(StandardCharsets.US_ASCII);
  }

  private MimeMessage mail(String recipient) throws MessagingException {
    Taken taken =
        relay.taken().stream().filter(t -> t.recipient().equals(recipient)).findFirst().get();
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(taken.bytes()));
  }

  private static MimeBodyPart file(MimeMessage mail, int place) throws Exception {
    return (MimeBodyPart) ((MimeMultipart) mail.getContent()).getBodyPart(place);
  }

  @Test
  void eachCarriesItsOwnInvoicesAndOneWithoutDiesAlone() throws Exception {
    open("documents");
    dispatch.queue(1, 3);
    StillErp.paper("INV-D1", pdf("one"));
    StillErp.paper("INV-D3", pdf("three!"));
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilStates(Map.of("sent", 2L, "dead", 1L));
    }

    MimeBodyPart file = file(mail("d3@debtor.example"), 1);
    assertThat(file.getFileName()).isEqualTo("INV-D3.pdf");
    assertThat(file.getInputStream().readAllBytes()).isEqualTo(pdf("three!"));
    assertThat(dispatch.act("D2", "cause"))
        .contains("its ERP has no PDF of INV-D2", "send or print it there once");
    assertThat(one("select count(*) from alert where kind = 'act' and until is null"))
        .isEqualTo("1");
    assertThat(
            one("select detail::jsonb ->> 'files' from journal where kind = 'act sending' limit 1"))
        .startsWith("INV-D");
    byte[] kept =
        house
            .database()
            .jdbc()
            .sql("select content from payload order by length(content) desc limit 1")
            .query(byte[].class)
            .single();
    assertThat(kept)
        .as("what left is what is kept")
        .isIn(relay.taken().stream().map(Taken::bytes).toList());
  }

  @Test
  void anErpThatCannotBeAskedNowKeepsItsMessagesQueued() throws Exception {
    open("documents");
    dispatch.queue(1, 2);
    StillErp.paper("INV-D1", pdf("one"));
    StillErp.paper("INV-D2", pdf("two"));
    StillErp.noPaperNow("INV-D2");
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 1L, "queued", 1L));
      assertThat(dispatch.act("D2", "cause"))
          .contains("the PDF of INV-D2 cannot be fetched now: no answer");
      assertThat(dispatch.act("D2", "attempts")).isEqualTo("0");
      assertThat(one("select message from alert where kind = 'documents' and until is null"))
          .contains("INV-D2");
      StillErp.noPaperNow("");
      now("update act set next_attempt = now()");
      untilStates(Map.of("sent", 2L));
    }

    assertThat(one("select count(*) from alert where kind = 'documents' and until is null"))
        .isEqualTo("0");
  }

  @Test
  void aDatabaseThatCannotSayIsNoMissingFile() throws Exception {
    open("documents");
    dispatch.queue(1, 1);
    StillErp.paper("INV-D1", pdf("one"));
    now(
        """
        insert into document_file (company_id, document, version, name, type, content, used_at)
        select id, 'INV-D1', 'v12', 'INV-D1.pdf', 'application/pdf', 'kept', now() from company
        """);
    now("alter table document_file rename column content to away");
    try (Hub hub = Hub.start(house, "n1")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(dispatch.act("D1", "cause"))
                      .contains("the PDF of INV-D1 cannot be read"));
      assertThat(dispatch.states()).isEqualTo(Map.of("queued", 1L));
      now("alter table document_file rename column away to content");
      now("update act set next_attempt = now()");
      untilStates(Map.of("sent", 1L));
    }
  }

  @Test
  void whatIsNoPdfIsNotSentAsOne() throws Exception {
    open("documents", "relance.documents.keep.days=0");
    dispatch.queue(1, 2);
    StillErp.paper("INV-D1", "<html>Please log in</html>".getBytes(StandardCharsets.US_ASCII));
    StillErp.paper("INV-D2", pdf("two"));
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 1L, "queued", 1L));
    }

    assertThat(dispatch.act("D1", "cause"))
        .contains("the PDF of INV-D1", "is none", "print it again");
    assertThat(one("select message from alert where kind = 'documents' and until is null"))
        .contains("acme/1", "INV-D1");
    assertThat(one("select string_agg(document, ' ') from document_file")).isEqualTo("INV-D2");
  }

  @Test
  void whatIsKeptIsNotFetchedAgainUnlessItChanged() throws Exception {
    open("documents");
    dispatch.queue(1, 2);
    StillErp.paper("INV-D1", pdf("one"));
    StillErp.paper("INV-D2", pdf("another"));
    now(
        """
        insert into document_file (company_id, document, version, name, type, content, used_at)
        select id, document, 'v12', document || '.pdf', 'application/pdf', 'kept', now() - interval '80 days'
          from company, (values ('INV-D1'), ('INV-D2')) as d (document)
        """);
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 2L));
    }

    assertThat(StillErp.handedOut()).isEqualTo(1);
    assertThat(file(mail("d1@debtor.example"), 1).getInputStream().readAllBytes())
        .isEqualTo("kept".getBytes(StandardCharsets.US_ASCII));
    assertThat(file(mail("d2@debtor.example"), 1).getInputStream().readAllBytes())
        .isEqualTo(pdf("another"));
    assertThat(one("select count(*) from document_file where used_at > now() - interval '1 day'"))
        .isEqualTo("2");
  }

  @Test
  void aMessageThatIsTooLargeDoesNotLeave() throws Exception {
    open("documents", "relance.mail.attach.kilobytes=1");
    dispatch.queue(1, 1);
    StillErp.paper("INV-D1", pdf("x".repeat(992)));
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("dead", 1L));
    }

    assertThat(dispatch.act("D1", "cause"))
        .contains("relance.mail.attach.kilobytes", "INV-D1.pdf (application/pdf, 1001 bytes)");
  }

  @Test
  void theLetterGoesWithItAsItWouldByPost() throws Exception {
    open("letter");
    letter();
    dispatch.queue(1, 1);
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 1L));
    }

    MimeBodyPart file = file(mail("d1@debtor.example"), 1);
    assertThat(file.getFileName()).isEqualTo("Relance de la société Débiteur 1.pdf");
    try (var pdf = Loader.loadPDF(file.getInputStream().readAllBytes())) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("Reste dû : 120,00");
    }
  }

  @Test
  void letterAndStatementAsShippedGoWithIt() throws Exception {
    open("letter, statement");
    Path letters = folder.resolve("templates/fr/letter");
    Files.copy(letters.resolve("first.ftl"), letters.resolve("friendly.ftl"));
    dispatch.queue(1, 1);
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 1L));
    }

    MimeMessage mail = mail("d1@debtor.example");
    assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(3);
    assertThat(printed(file(mail, 1), "Rappel - 120,00 € à régler.pdf"))
        .as("who has no postal address is named all the same")
        .contains("Débiteur 1", "Madame, Monsieur", "INV-D1");
    assertThat(printed(file(mail, 2), "Relevé de compte au .*\\.pdf"))
        .contains("INV-D1", "61 à 90 jours", "Solde");
  }

  private static String printed(MimeBodyPart file, String name) throws Exception {
    assertThat(file.getFileName().replaceAll("[\\u00a0\\u202f]", " ")).matches(name);
    assertThat(file.getContentType()).startsWith("application/pdf");
    byte[] bytes = file.getInputStream().readAllBytes();
    assertThat(VeraPdf.troubles(bytes)).isEmpty();
    try (var pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  private void letter() throws IOException {
    Path templates = folder.resolve("templates");
    Files.createDirectories(templates.resolve("fr/letter"));
    for (String level : new String[] {"friendly", "pre-litigation"}) {
      Files.writeString(
          templates.resolve("fr/letter/" + level + ".ftl"),
          "<#assign subject>Relance de la société ${debtor.name}</#assign>");
    }
    Files.writeString(
        templates.resolve("_shared/letter.xhtml.ftlh"),
        "<#include level><html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\"><head><title>${subject}</title></head><body>Reste dû : ${asked}</body></html>");
  }

  @Test
  void theSettingsSayWhoWritesAndTheWordsWhoSigns() throws Exception {
    open(
        "letter",
        "relance.company.acme/1.from=recouvrement@lumiere.example",
        "relance.company.acme/1.from-name=Lumière, comptabilité clients",
        "relance.company.acme/1.reply-to=reponses@lumiere.example",
        "relance.company.acme/1.signatory=Jeanne Roy, recouvrement",
        "relance.company.acme/1.executive=Luc Petit, directeur général",
        "relance.company.acme/1.executive-from=luc.petit@lumiere.example");
    letter();
    dispatch.queue(1, 2);
    now(
        "update act set template = 'pre-litigation' where account_id in (select account.id from account join debtor on debtor.id = debtor_id where key = 'D2')");
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 2L));
    }

    MimeMessage usual = mail("d1@debtor.example");
    assertThat(from(usual.getFrom()))
        .isEqualTo("Lumière, comptabilité clients <recouvrement@lumiere.example>");
    assertThat(usual.getReplyTo()[0]).hasToString("reponses@lumiere.example");
    assertThat(words(usual)).contains("Jeanne Roy, recouvrement").doesNotContain("Luc Petit");
    MimeMessage last = mail("d2@debtor.example");
    assertThat(from(last.getFrom()))
        .isEqualTo("Luc Petit, Lumière, comptabilité clients <luc.petit@lumiere.example>");
    assertThat(words(last)).contains("Luc Petit, directeur général").doesNotContain("Jeanne");
  }

  private static String from(Address[] from) {
    InternetAddress address = (InternetAddress) from[0];
    return address.getPersonal() + " <" + address.getAddress() + ">";
  }

  private static String words(MimeMessage mail) throws Exception {
    MimeMultipart words = (MimeMultipart) file(mail, 0).getContent();
    return (String) words.getBodyPart(0).getContent();
  }
}
