package io.relance.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.tools.RunScript;
import org.h2.tools.Server;

/**
 * A Sage 100 company as a database of its own in this process, spoken to over a real socket: SQL
 * Server's dialect, a collation that tells no case, the server's local clock, and a login that may
 * SELECT and nothing else. Built from public sources, not recorded from Sage.
 */
public final class SimulatedSage100 implements AutoCloseable {
  /** Text lengths and columns. */
  public enum Version {
    OLD,
    RECENT
  }

  static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final Map<String, Clock> CLOCKS = new ConcurrentHashMap<>();
  private static final String USER = "lecture";
  private static final String PASSWORD = "lecture-seule-2026";

  private static final List<String> TABLES =
      List.of(
          "P_DOSSIER",
          "P_DEVISE",
          "P_REGLEMENT",
          "F_JOURNAUX",
          "F_COMPTET",
          "F_CONTACTT",
          "F_ECRITUREC",
          "F_DOCENTETE");

  private final String name;
  private final Connection owner;
  private final SageLedger ledger;
  private final Server server;
  private final Relay wire;

  private SimulatedSage100(String name, Connection owner, SageLedger ledger, Server server) {
    this.name = name;
    this.owner = owner;
    this.ledger = ledger;
    this.server = server;
    this.wire = new Relay(server.getPort());
  }

  /** An empty company, whose server tells the time of that clock. */
  public static SimulatedSage100 start(Version version, Clock clock) {
    String name = name(clock);
    try {
      Connection owner =
          DriverManager.getConnection(
              "jdbc:h2:mem:"
                  + name
                  + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                  + ";IGNORECASE=TRUE;BUILTIN_ALIAS_OVERRIDE=TRUE;DB_CLOSE_DELAY=-1",
              "sa",
              "");
      run(owner, version == Version.OLD ? "old" : "recent");
      run(owner, "schema");
      if (version == Version.RECENT) {
        run(owner, "recent-columns");
      }
      grant(owner);
      return new SimulatedSage100(name, owner, new SageLedger(new SageRows(owner, clock)), serve());
    } catch (SQLException e) {
      throw new IllegalStateException("the simulated Sage 100 does not start", e);
    }
  }

  /** One started again is the same one: the first name that is free. */
  private static String name(Clock clock) {
    int number = 1;
    while (CLOCKS.putIfAbsent("BIJOU" + number, clock) != null) {
      number++;
    }
    return "BIJOU" + number;
  }

  private static void run(Connection owner, String script) throws SQLException {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                SimulatedSage100.class.getResourceAsStream("/demo/sage/" + script + ".sql")),
            StandardCharsets.UTF_8)) {
      RunScript.execute(owner, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void grant(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("create alias getdate for \"io.relance.demo.SimulatedSage100.serverNow\"");
      statement.execute("create user " + USER + " password '" + PASSWORD + "'");
      for (String table : TABLES) {
        statement.execute("grant select on " + table + " to " + USER);
      }
    }
  }

  private static Server serve() throws SQLException {
    return Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
  }

  /** What the server's {@code getdate()} answers: local time. */
  public static LocalDateTime serverNow(Connection connection) throws SQLException {
    Clock clock = CLOCKS.get(connection.getCatalog().toUpperCase(java.util.Locale.ROOT));
    return LocalDateTime.ofInstant(Objects.requireNonNull(clock).instant(), ZONE);
  }

  public String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + wire.port() + "/mem:" + name;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return PASSWORD;
  }

  /** What its users do. */
  public SageLedger ledger() {
    return ledger;
  }

  /** The same company as the text export that Sage writes. */
  public SageTextExport export() {
    return new SageTextExport(ledger);
  }

  /** The server goes away; connections break. */
  public void disconnect() {
    wire.cut();
  }

  /** The server answers nobody any more, and says nothing. */
  public void hang() {
    wire.silence();
  }

  /** It is back at the same address. */
  public void reconnect() {
    wire.mend();
  }

  /** The login loses its right to read that table. */
  public void revoke(String table) {
    execute("revoke select on " + table + " from " + USER);
  }

  /** Something that no user of Sage would do: another version's column, a damaged table. */
  public void execute(String statement) {
    try (Statement once = owner.createStatement()) {
      once.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  @Override
  public void close() {
    wire.close();
    server.stop();
    try (owner) {
      execute("shutdown");
      CLOCKS.remove(name);
    } catch (SQLException e) {
      throw new IllegalStateException("the simulated Sage 100 does not stop", e);
    }
  }
}
