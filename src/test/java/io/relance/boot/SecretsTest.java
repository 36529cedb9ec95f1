package io.relance.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.relance.flow.PooledMailSender;
import io.relance.outbox.Undelivered;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A hub at work and in trouble shows its keys and passwords nowhere: not in JMX, routes or log. */
class SecretsTest {
  private static final String KEY = "api-k3y-7f3a9c";
  private static final String MAIL = "mail-passw0rd-51d2";
  private static final String DATABASE = "db-passw0rd-e9b4";
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Appender<ILoggingEvent> console;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @BeforeEach
  void listen() {
    log.start();
    ROOT.addAppender(log);
    console = ROOT.getAppender("out");
    ROOT.detachAppender(console);
    ROOT.setLevel(Level.INFO);
    ((Logger) LoggerFactory.getLogger("io.relance")).setLevel(Level.TRACE);
  }

  @AfterEach
  void mute() {
    ROOT.detachAppender(log);
    ROOT.addAppender(console);
    ROOT.setLevel(Level.WARN);
    ((Logger) LoggerFactory.getLogger("io.relance")).setLevel(null);
  }

  @Test
  void nothingShowsThem() throws Exception {
    home();
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.start(house, "n1")) {
      fail(hub.context());
      failToLogIn(hub.context());

      assertThat(shown(everyMbean())).as("MBeans").isEmpty();
      assertThat(shown(dumps(hub.context()))).as("routes").isEmpty();
      assertThat(shown(hub.refused().stream().map(String::valueOf).toList())).isEmpty();
    }
    assertThat(log.list).isNotEmpty();
    assertThat(shown(log.list.stream().map(SecretsTest::line).toList())).as("log").isEmpty();
  }

  private void home() throws IOException {
    TestHome home =
        TestHome.in(folder)
            .settings("relance.db.url=" + TestDatabase.freshUrl())
            .settings("relance.db.password=" + DATABASE, "relance.mail.password=" + MAIL)
            .settings("relance.hooks.token=hooks-" + KEY + "-token")
            .settings("relance.events.n8n.secret=events-" + KEY + "-secret")
            .settings(
                "relance.events.n8n.url=http://127.0.0.1:1/x", "relance.events.n8n.types=sent")
            .settings("relance.mail.user=hub", "relance.mail.host=127.0.0.1")
            .settings("relance.mail.oauth.url=http://hub:" + KEY + "@127.0.0.1:1/token?x=" + KEY)
            .settings("relance.mail.oauth.client=hub", "relance.mail.oauth.secret=" + MAIL)
            .settings("relance.mail.oauth.refresh=refresh-" + KEY)
            .settings("relance.source.acme.connector=odoo", "relance.source.acme.companies=1")
            .settings("relance.source.acme.url=http://127.0.0.1:1")
            .settings("relance.source.acme.database=acme", "relance.source.acme.login=hub")
            .settings("relance.source.acme.apiKey=" + KEY)
            .file(
                "routes/ask.camel.yaml",
                "- route:\n    id: ask\n    from:\n      uri: direct:ask\n      steps:\n"
                    + "        - to: kamelet:odoo-probe/acme-probe\n        - log: \"${body}\"\n")
            .file(
                "routes/wrong.camel.yaml",
                "- route:\n    id: wrong\n    from:\n      uri: direct:wrong\n      steps:\n"
                    + "        - to: kamelet:odoo-nothing/acme-probe\n");
    Path odoo = Files.createDirectories(home.root().resolve("connectors/odoo"));
    try (Stream<Path> files = Files.list(Path.of("connectors/odoo"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(odoo.resolve(file.getFileName()), Files.readString(file));
      }
    }
  }

  private static void failToLogIn(CamelContext context) {
    PooledMailSender sender =
        context.getRegistry().lookupByNameAndType("mailSender", PooledMailSender.class);
    Undelivered refused = catchThrowableOfType(Undelivered.class, sender::greet);
    assertThat(refused.receipt().toString()).contains("no token for the relay");
    assertThat(shown(List.of(stack(refused), refused.receipt().toString()))).isEmpty();
  }

  private static void fail(CamelContext context) {
    try {
      context.createProducerTemplate().requestBody("direct:ask", "?");
    } catch (CamelExecutionException expected) {
      assertThat(stack(expected)).doesNotContain(KEY);
      return;
    }
    throw new AssertionError("the probe of nothing succeeded");
  }

  /** Every attribute of every MBean, and every operation without arguments that only reads. */
  private List<String> everyMbean() throws JMException {
    List<String> texts = new ArrayList<>();
    for (ObjectName name : server.queryNames(null, null)) {
      texts.add(name.toString());
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        if (attribute.isReadable()) {
          texts.add(name + " " + attribute.getName() + " " + read(name, attribute.getName()));
        }
      }
      for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
        if (operation.getSignature().length == 0
            && operation.getName().matches("(dump|browse|get|list).*")) {
          texts.add(name + " " + operation.getName() + " " + invoke(name, operation.getName()));
        }
      }
    }
    assertThat(texts).anyMatch(text -> text.contains("acme-probe"));
    return texts;
  }

  private String read(ObjectName name, String attribute) {
    try {
      return text(server.getAttribute(name, attribute));
    } catch (JMException | RuntimeException e) {
      return stack(e);
    }
  }

  private String invoke(ObjectName name, String operation) {
    try {
      return text(server.invoke(name, operation, null, null));
    } catch (JMException | RuntimeException e) {
      return stack(e);
    }
  }

  private static List<String> dumps(CamelContext context) {
    List<String> texts = new ArrayList<>();
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    model.getRouteDefinitions().forEach(route -> texts.add(route.toString()));
    context.getEndpoints().forEach(endpoint -> texts.add(endpoint.toString()));
    return texts;
  }

  private static List<String> shown(List<String> texts) {
    return texts.stream()
        .filter(text -> text.contains(KEY) || text.contains(MAIL) || text.contains(DATABASE))
        .map(text -> text.length() > 400 ? text.substring(0, 400) : text)
        .toList();
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
  }

  private static String stack(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      text.append(e).append('\n');
    }
    return text.toString();
  }
}
