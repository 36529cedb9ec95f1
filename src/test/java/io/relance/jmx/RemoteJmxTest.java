package io.relance.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.store.Database;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real remote connection, set up as src/docs/jmx.md says: password file, roles, loopback. */
class RemoteJmxTest {
  @TempDir Path folder;
  private int port;

  @Test
  void watchersMayLookAndOperatorsMayAct() throws Exception {
    String url = TestDatabase.freshUrl();
    try (Database database = Database.open(url, "postgres", "postgres", 2)) {
      new Reminded(database).account("dupont");
      Process node = start(url);
      try {
        ObjectName source = new ObjectName("io.relance:type=Source,name=acme");
        ObjectName outbox = new ObjectName("io.relance:type=Outbox");
        await().ignoreExceptions().until(() -> as("watcher", "look").isRegistered(source));

        assertThatThrownBy(() -> as("watcher", "wrong")).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> JMXConnectorFactory.connect(address()))
            .isInstanceOf(SecurityException.class);

        assertThat(as("watcher", "look").getAttribute(source, "OpenItems")).isEqualTo(0L);
        assertThatThrownBy(() -> as("watcher", "look").invoke(outbox, "stopAllSending", null, null))
            .isInstanceOf(SecurityException.class);

        as("operator", "act").invoke(outbox, "stopAllSending", null, null);
        assertThat((String[]) as("watcher", "look").getAttribute(outbox, "PausedChannels"))
            .containsExactly("*");
        assertThat(
                database
                    .jdbc()
                    .sql("select kind || ' by ' || actor from journal")
                    .query(String.class)
                    .list())
            .containsExactly("channel paused by operator");
      } finally {
        node.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(String url) throws IOException {
    port = freePort();
    Path passwords = secret("jmx.password", "watcher look\noperator act\n");
    Path access = secret("jmx.access", "watcher readonly\noperator readwrite\n");
    String jmx = "-Dcom.sun.management.jmxremote.";
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-Djava.rmi.server.hostname=127.0.0.1",
            jmx + "host=127.0.0.1",
            jmx + "port=" + port,
            jmx + "rmi.port=" + port,
            jmx + "ssl=false",
            jmx + "authenticate=true",
            jmx + "password.file=" + passwords,
            jmx + "access.file=" + access,
            "-cp",
            System.getProperty("java.class.path"),
            WatchedNode.class.getName(),
            url)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.log").toFile())
        .start();
  }

  private Path secret(String name, String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private MBeanServerConnection as(String user, String password) throws IOException {
    return JMXConnectorFactory.connect(
            address(), Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}))
        .getMBeanServerConnection();
  }

  private JMXServiceURL address() throws IOException {
    return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
