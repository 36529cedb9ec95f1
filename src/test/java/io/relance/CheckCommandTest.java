package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.command.Desk;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets an answer that a person can act on, all of it at once. */
class CheckCommandTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();

  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/none";

  @TempDir Path root;
  private int exit;

  @Test
  void aGoodHomeHasNoMistakes() throws IOException {
    try (SimulatedOdoo odoo = SimulatedOdoo.start(19, Clock.systemUTC());
        Mailbox mailbox = Mailbox.in(root.resolve("mails"))) {
      FrenchLedger.fill(odoo, LocalDate.parse("2026-11-20"));
      TestHome home = home(odoo.url(), odoo.apiKey(), mailbox.port());
      String said = check();
      assertThat(said).contains("0 mistake(s)").contains("ERP acme/1: version 19.0");
      assertThat(exit).isZero();
      home.settings("relance.mail.shared.allow=cabinet@x.fr, both");
      assertThat(check())
          .contains(
              "\"both\" is not an e-mail address", "separated by commas: a@x.fr, +33612345678")
          .contains("1 mistake(s)");
    }
  }

  @Test
  void aPolicyThatSendsSmsNeedsAGateway() throws IOException {
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    change("routes/policies/courteous.yaml", "email: firm", "sms: firm");
    assertThat(check())
        .contains("a policy sends SMS, but relance.sms.from is not set")
        .doesNotContain("unknown channel", "sms/firm");
  }

  @Test
  void everyChannelNeedsItsOtherSide() throws IOException {
    TestHome home = home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    home.settings("relance.source.books.connector=sage", "relance.source.books.companies=SOC");
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    change(
        "routes/policies/courteous.yaml",
        "email: firm, to: dunning",
        "email: firm, to: dunning, attach: [documents], else: smpp");
    change(
        "routes/policies/steady.yaml",
        "\\{phone: call, to: dunning}",
        "{alert: sensitive}\n      - {chat: sensitive}");
    assertThat(check())
        .contains(
            "a policy sends SMS by SMPP, but relance.smpp.host is not set",
            "colleagues of sensitive cases, but nobody is named",
            "the team's chat, but chat.url is not set",
            at("routes/policies/courteous.yaml", "email: firm")
                + ": level Firm: its documents cannot be had from books (connector sage)")
        .doesNotContain("acme (connector odoo)");
    home.settings("chat.url=http://127.0.0.1:9/x", "relance.alert.webhook=http://127.0.0.1:9/x");
    assertThat(check()).doesNotContain("chat.url", "nobody is named");
  }

  @Test
  void aTaskNeedsSomebodyWhoTakesIt() throws IOException {
    TestHome home = home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    assertThat(check()).as("Odoo makes tasks").doesNotContain("nobody takes");
    home.settings("relance.source.books.connector=sage", "relance.source.books.companies=SOC");
    home.settings("relance.source.books.snapshotDays=soon");
    assertThat(check())
        .contains(
            at("routes/policies/steady.yaml", "phone: call")
                + ": level Second reminder: nobody takes the task (phone) of policy steady for debtors of"
                + " books (connector sage): that connector makes none, and relance.task.webhook is not set",
            "set relance.task.webhook, or take this line out of the policy",
            "source books lacks url",
            "snapshotDays must be 1 to 99 business days")
        .doesNotContain("acme (connector odoo)");
    change("routes/policies/steady.yaml", "tags: \\[steady]", "companies: [acme/1, acme/2]");
    assertThat(check()).as("a policy of others").doesNotContain("nobody takes");
    change("routes/policies/steady.yaml", "acme/2", "books/SOC");
    assertThat(check()).contains("nobody takes");
    home.settings("relance.task.webhook=https://crm.example/tasks");
    assertThat(check()).doesNotContain("nobody takes");
  }

  @Test
  void whatGoesWithAnEmailIsLookedAtToo() throws IOException {
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    change(
        "routes/policies/courteous.yaml",
        "friendly, to: billing",
        "friendly, to: billing, attach: [letter, documents]");
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    assertThat(check())
        .contains(
            at("routes/policies/courteous.yaml", "email: friendly")
                + ": level Friendly: there is no templates/<language>/letter/friendly.ftl")
        .doesNotContain("documents/friendly");
  }

  @Test
  void whatIsPrintedIsTriedOnPaper() throws IOException {
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    change(
        "routes/policies/courteous.yaml",
        "friendly, to: billing",
        "friendly, to: billing, attach: [statement]");
    assertThat(check()).doesNotContain("statement");
    change("templates/_shared/statement.xhtml.ftlh", "<@head \"\"/>", "<@head \"\"/><br>");
    assertThat(check())
        .contains(at("routes/policies/courteous.yaml", "email: friendly"))
        .contains("templates/fr/statement, friendly: the page is no well-formed XHTML");
  }

  @Test
  void aRegisteredLetterNeedsTheWordsThatSayItIsOne() throws IOException {
    String route = "send-registered.camel.yaml";
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort())
        .file("routes/" + route, TestHome.shipped("routes/examples/print-folder/" + route));
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    change("routes/policies/courteous.yaml", "email: pre-litigation", "registered: pre-litigation");
    assertThat(check()).doesNotContain("level Pre-litigation");
    change("templates/en/_shared/words.ftl", ",\\s+\"registered\": .*", "");
    assertThat(check())
        .contains(at("routes/policies/courteous.yaml", "registered: pre-litigation"))
        .contains(": level Pre-litigation: templates/", "label[service]");
  }

  @Test
  void theWordsOfThanksAreTriedOnADebtorWhoPaid() throws IOException {
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort());
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    change("routes/policies/courteous.yaml", "# thanks:", "thanks:");
    assertThat(check()).doesNotContain("level Thanks");
    change("templates/fr/email/thanks.ftl", "first.number", "first.nummer");
    assertThat(check())
        .contains(at("routes/policies/courteous.yaml", "thanks:") + ": level Thanks: templates/fr/")
        .contains("correct the template");
  }

  @Test
  void everyMistakeIsListedAtOnceWithItsPlaceAndRemedy() throws IOException {
    home("http://127.0.0.1:" + freePort(), "a-secret-key", freePort())
        .settings("relance.source.acme.pagesize=7", "relance.source.acme.overlapMinutes=soon")
        .settings("relance.db.pol=4", "relance.mail.from=nobody", "relance.act.stale.days=few")
        .file("connectors/broken/broken-sweep.kamelet.yaml", "kind: [")
        .file("routes/bad.camel.yaml", "- route:\n    id: bad\n    form: direct:x\n");
    change("application.properties", "(?m)^relance.db.url=.*", "relance.db.url=" + NOWHERE);
    change("routes/policies/courteous.yaml", "deadline: 7", "dedline: 7");
    change("routes/policies/courteous.yaml", "EUR: 15.00", "EUX: 15.00");
    change("routes/policies/courteous.yaml", "email: firm", "emial: firm");
    change("routes/policies/courteous.yaml", "email: friendly", "email: freindly");
    change("templates/fr/email/pre-litigation.ftl", "</#assign>", "</#asign>");
    change("templates/en/email/reminder-2.ftl", "<#assign closing>", "$0\\${debtor.refrence}");
    String said = check();
    String policy = "routes/policies/courteous.yaml";
    assertThat(exit).isEqualTo(1);
    assertThat(said)
        .contains(at("application.properties", "relance.db.url") + ": the database")
        .contains("check that it runs")
        .contains(at("application.properties", "pagesize") + ": the connector odoo has no")
        .contains("did you mean pageSize?")
        .contains(at("application.properties", "overlapMinutes") + ": overlapMinutes must be")
        .contains(at("application.properties", "db.pol=") + ": unknown setting relance.db.pol")
        .contains("did you mean relance.db.pool?")
        .contains(at("application.properties", "mail.from") + ": nobody can write from")
        .contains("give one address")
        .contains(at("application.properties", "stale.days") + ": relance.act.stale.days is not")
        .contains("give digits only")
        .contains(at("application.properties", "mail.port") + ": the mail relay")
        .contains("correct relance.mail.host")
        .contains(at("application.properties", "acme.connector") + ": acme/1: ", ": acme/2: ")
        .contains("see connectors/odoo/README.md");
    assertThat(said)
        .contains(at(policy, "dedline") + ": unknown key 'dedline'", "did you mean deadline?")
        .contains(at(policy, "EUX") + ": 'EUX' is no currency", "use a code of ISO 4217")
        .contains(at(policy, "emial: firm") + ": unknown channel 'emial'", "did you mean email?")
        .contains(at(policy, "freindly") + ": level Friendly: there is no templates/<language>/")
        .contains("write it, or name one that exists")
        .contains(at(policy, "email: pre-") + ": level Pre-litigation: templates/fr/email/pre-")
        .contains(at("routes/policies/classic.yaml", "email: reminder-2") + ": level Reminder 2: ")
        .contains("templates/en/email/reminder-2.ftl line", "correct the template")
        .contains("connectors/broken/broken-sweep.kamelet.yaml:1: ")
        .contains("routes/bad.camel.yaml: ", "correct the file and start again")
        .contains("18 mistake(s)")
        .doesNotContain("a-secret-key");
  }

  @Test
  void aHomeWithoutItsFoldersIsRefusedWithAllThatIsMissing() throws IOException {
    TestHome.in(root);
    delete("routes");
    delete("templates");
    assertThat(check()).contains("routes").contains("templates").contains("copy it from");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void aPortInUseAndADatabaseThatIsNoneAreSaidInWords() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestHome.in(root).settings("relance.db.embedded.port=" + taken.getLocalPort());
      assertThat(check()).contains("embedded PostgreSQL does not start").contains("port");
    }
    TestHome.in(root)
        .file("application.properties", "relance.db.url=jdbc:postgresql://127.0.0.1:1/none\n");
    assertThat(check()).contains("application.properties:1: the database").contains("refused");
  }

  private void change(String file, String pattern, String to) throws IOException {
    Path path = root.resolve(file);
    String text = Files.readString(path);
    Files.writeString(path, text.replaceFirst(pattern, to));
    assertThat(path).content().as(file).isNotEqualTo(text);
  }

  /** The file with the first line that holds these words, as a person is told. */
  private String at(String file, String words) throws IOException {
    List<String> lines = Files.readAllLines(root.resolve(file));
    int at = lines.stream().map(line -> line.contains(words)).toList().indexOf(true);
    return file + ":" + (at + 1);
  }

  private TestHome home(String odoo, String key, int smtp) {
    TestHome home = TestHome.in(root);
    for (String folder : List.of("routes", "connectors", "templates")) {
      copy(folder);
    }
    return home.settings("relance.db.url=" + TestDatabase.freshUrl(), "relance.db.pool=4")
        .settings("relance.mail.port=" + smtp, "relance.mail.tls=none")
        .settings("relance.source.acme.connector=odoo", "relance.source.acme.companies=1,2")
        .settings("relance.source.acme.url=" + odoo, "relance.source.acme.database=demo")
        .settings("relance.source.acme.login=connector", "relance.source.acme.apiKey=" + key);
  }

  private void copy(String folder) {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
      for (Path file : files.toList()) {
        Path to = root.resolve(REPOSITORY.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void delete(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String check() {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    Desk desk = new Desk(Clock.systemUTC(), Map.of(), out, root);
    exit = Relance.line(desk).setErr(out).execute("check");
    return said.toString();
  }
}
