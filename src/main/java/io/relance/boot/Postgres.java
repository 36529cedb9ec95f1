package io.relance.boot;

import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL of a home, for trying and for small installations: data survives
 * restarts, fsync is on. A second process finds the running server by its postmaster.pid and
 * attaches. Real money belongs on a server of its own (relance.db.url).
 */
public final class Postgres implements AutoCloseable {
  private static final String VERSION = "17";

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String url;
  private final @Nullable EmbeddedPostgres server;

  private Postgres(String url, @Nullable EmbeddedPostgres server) {
    this.url = url;
    this.server = server;
    if (server != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::closeLast, "relance-postgres"));
    }
  }

  /** At the end of the process the hub goes first, and what it has in flight needs the database. */
  private void closeLast() {
    try {
      if (!closed.await(45, TimeUnit.SECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Attaches to the server that runs on this folder, or starts one.
   *
   * @param folder its data directory, made when missing
   * @param port 0 = any free one
   * @throws Mistakes when the folder holds another version, the disk is full or the port is taken
   */
  public static Postgres at(Path folder, int port) {
    Optional<String> running = running(folder);
    if (running.isPresent()) {
      return new Postgres(running.get(), null);
    }
    checkVersion(folder);
    EmbeddedPostgres server = start(folder, port);
    return new Postgres(server.getJdbcUrl("postgres", "postgres"), server);
  }

  /** The JDBC URL of the server that runs on this folder, if one does. */
  public static Optional<String> running(Path folder) {
    Path file = folder.resolve("postmaster.pid");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      long pid = Long.parseLong(lines.get(0).strip());
      boolean postgres =
          ProcessHandle.of(pid)
              .flatMap(process -> process.info().command())
              .filter(c -> c.contains("postgres"))
              .isPresent();
      return postgres ? Optional.of(url(lines.get(3).strip())) : Optional.empty();
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty(); // half-written by a server that is just starting or died
    }
  }

  private static String url(String port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
  }

  private static void checkVersion(Path folder) {
    Path file = folder.resolve("PG_VERSION");
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      String found = Files.readString(file).strip();
      if (!found.equals(VERSION)) {
        throw mistake(
            folder,
            "the data are of PostgreSQL " + found + ", this hub brings " + VERSION,
            "dump and restore them with pg_dump, or point relance.db.url to a server of version "
                + found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start(Path folder, int port) {
    try {
      Files.createDirectories(folder.getParent());
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("listen_addresses", "localhost")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("shared_buffers", "128MB")
              .setServerConfig("max_wal_size", "2GB");
      return (port == 0 ? builder : builder.setPort(port)).start();
    } catch (IOException | IllegalStateException e) {
      throw mistake(
          folder,
          "the embedded PostgreSQL does not start: " + root(e).getMessage(),
          "check free disk space, the port relance.db.embedded.port, and that this user may write here; as root it"
              + " needs 'unshare' (util-linux) and user namespaces; or set relance.db.url to a server");
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private static Mistakes mistake(Path folder, String what, String remedy) {
    return new Mistakes(List.of(new Mistake(folder.toString(), 0, what, remedy)));
  }

  public String url() {
    return url;
  }

  /** Stops the server if this process started it; a server that was found running is left alone. */
  @Override
  public void close() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        closed.countDown();
      }
    }
  }
}
