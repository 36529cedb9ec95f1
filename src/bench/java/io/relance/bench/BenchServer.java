package io.relance.bench;

import io.relance.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of its own with fsync and synchronous_commit on, as the benches must have it. */
final class BenchServer implements AutoCloseable {
  private final EmbeddedPostgres server;

  BenchServer() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("work_mem", "64MB")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("checkpoint_timeout", "30min")
            .setServerConfig("autovacuum", "off")
            .start();
    System.out.printf(
        "fsync %s, synchronous_commit %s%n", show("show fsync"), show("show synchronous_commit"));
  }

  /** A fresh database, migrated, or a copy of another one. */
  Database database(String name, String template) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name);
      statement.execute("create database " + name + " template " + template);
    }
    return Database.open(server.getJdbcUrl("postgres", name), "postgres", "postgres", 8);
  }

  private String show(String what) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(what)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * CPU seconds of this JVM and of all processes of the server so far: on a busy machine the wall
   * clock tells more about the others.
   */
  double cpu() throws IOException, SQLException {
    return ServerCpu.seconds(Path.of(show("show data_directory"))) + ServerCpu.ofThisJvm();
  }

  /** Runs sql/NAME.sql of the benches, statement by statement. */
  static void script(Database database, String name) throws IOException, SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text(name));
    }
  }

  static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The text of sql/NAME.sql of the benches. */
  static String text(String name) throws IOException {
    try (InputStream in =
        BenchServer.class.getResourceAsStream("/io/relance/bench/" + name + ".sql")) {
      if (in == null) {
        throw new IOException("no bench statement " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
