package io.relance.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route that fetches files, against a real SFTP server in this process. */
class FetchTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T18:00:00Z");

  @TempDir Path remote;
  @TempDir Path drop;
  @TempDir Path keys;
  private final CamelContext context = new DefaultCamelContext();
  private SshServer server;

  @BeforeEach
  void start() throws Exception {
    KeyPair host = pair();
    KeyPair client = pair();
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, client.getPublic()));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
    server.start();
    Files.createDirectory(remote.resolve("exports"));
    Files.writeString(
        keys.resolve("known_hosts"),
        "[127.0.0.1]:%d %s%n"
            .formatted(server.getPort(), PublicKeyEntry.toString(host.getPublic())));
    Files.writeString(
        keys.resolve("id_rsa"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(client.getPrivate().getEncoded())));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    server.stop(true);
  }

  private void fetch() throws Exception {
    Properties settings = new Properties();
    settings.put("fetch.example.from", "relance@127.0.0.1:" + server.getPort() + "/exports");
    settings.put("fetch.example.key", keys.resolve("id_rsa").toString());
    settings.put("fetch.example.hosts", keys.resolve("known_hosts").toString());
    settings.put("fetch.example.folder", drop.toString());
    settings.put("fetch.example.delay", "200");
    settings.put("fetch.example.age", "1000");
    context.getPropertiesComponent().setInitialProperties(settings);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource(
                    "file:"
                        + Path.of("connectors/file/fetch-example.camel.yaml").toAbsolutePath()));
    context.start();
  }

  private Path put(String name, String content) throws IOException {
    Path file = Files.writeString(remote.resolve("exports").resolve(name), content);
    return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
  }

  @Test
  void aFileIsFetchedWithItsTimeAndMovedAway() throws Exception {
    put("list.csv", "a;b\n");
    put("list.csv.part", "a;");
    fetch();
    Path fetched = drop.resolve("list.csv");
    await().until(() -> Files.exists(fetched));
    assertThat(fetched).hasContent("a;b\n");
    assertThat(Files.getLastModifiedTime(fetched).toInstant()).isEqualTo(WRITTEN);
    await().until(() -> Files.exists(remote.resolve("exports/fetched/list.csv")));
    assertThat(remote.resolve("exports/list.csv.part")).exists();
    assertThat(drop.resolve("list.csv.part")).doesNotExist();
  }

  @Test
  void aFileThatGrowsIsNotFetched() throws Exception {
    Path growing = remote.resolve("exports/list.csv");
    try (OutputStream out = Files.newOutputStream(growing)) {
      out.write("a;b\n".getBytes());
      out.flush();
      fetch();
      await()
          .during(Duration.ofSeconds(3))
          .until(
              () -> {
                out.write("1;2\n".getBytes());
                out.flush();
                return !Files.exists(drop.resolve("list.csv"));
              });
    }
    long size = Files.size(growing);
    await().until(() -> Files.exists(drop.resolve("list.csv")));
    assertThat(drop.resolve("list.csv")).hasSize(size);
  }

  @Test
  void aServerThatIsNotTheKnownOneGetsNothing() throws Exception {
    put("list.csv", "a;b\n");
    Files.writeString(
        keys.resolve("known_hosts"),
        "[127.0.0.1]:%d %s%n"
            .formatted(server.getPort(), PublicKeyEntry.toString(pair().getPublic())));
    fetch();
    await()
        .during(Duration.ofSeconds(3))
        .until(() -> Files.exists(remote.resolve("exports/list.csv")));
    assertThat(drop.resolve("list.csv")).doesNotExist();
  }
}
