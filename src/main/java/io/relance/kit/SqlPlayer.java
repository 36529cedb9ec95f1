package io.relance.kit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A sample's database.sql as a database of its own in this process, in SQL Server's dialect (H2,
 * MODE=MSSQLServer). What goes wrong goes wrong in the tables themselves.
 */
final class SqlPlayer implements Player {
  private final String url;
  private final Path script;
  private final Connection connection;

  private SqlPlayer(String url, Path script, Connection connection) {
    this.url = url;
    this.script = script;
    this.connection = connection;
  }

  /** Fills a database from that script; that user owns it. */
  static SqlPlayer of(Path script, String user, String password) throws SQLException {
    String url =
        "jdbc:h2:mem:sample-"
            + UUID.randomUUID()
            + ";MODE=MSSQLServer;DATABASE_TO_UPPER=false;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";DB_CLOSE_DELAY=-1";
    SqlPlayer player = new SqlPlayer(url, script, DriverManager.getConnection(url, user, password));
    player.rewind();
    return player;
  }

  @Override
  public String address() {
    return url;
  }

  @Override
  public void rewind() throws SQLException {
    run("DROP ALL OBJECTS");
    run("RUNSCRIPT FROM '%s'".formatted(script.toAbsolutePath().toString().replace("'", "''")));
  }

  private void run(String statement) throws SQLException {
    try (Statement once = connection.createStatement()) {
      once.execute(statement);
    }
  }

  private record Column(String table, String name) {}

  private List<Column> columns() throws SQLException {
    List<Column> columns = new ArrayList<>();
    String[] tables = {"TABLE", "BASE TABLE"};
    try (ResultSet found = connection.getMetaData().getTables(null, null, "%", tables)) {
      while (found.next()) {
        if (!found.getString("TABLE_SCHEM").equals("INFORMATION_SCHEMA")) {
          columns(found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME"), columns);
        }
      }
    }
    return columns;
  }

  private void columns(String schema, String table, List<Column> columns) throws SQLException {
    try (ResultSet found = connection.getMetaData().getColumns(null, schema, table, "%")) {
      while (found.next()) {
        columns.add(
            new Column(quoted(schema) + "." + quoted(table), found.getString("COLUMN_NAME")));
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  @Override
  public List<Mishap> mishaps(Harm harm) throws SQLException {
    List<Column> columns = columns();
    List<String> tables = columns.stream().map(Column::table).distinct().toList();
    return switch (harm) {
      case FAILS -> tables.stream().map(this::dropped).toList();
      case EMPTY -> tables.stream().map(this::emptied).toList();
      case RENAMED -> columns.stream().map(this::renamed).toList();
      case REPEATED, REFUSED -> List.of();
    };
  }

  private Mishap dropped(String table) {
    return new Mishap("the table " + table + " cannot be read", () -> run("DROP TABLE " + table));
  }

  private Mishap emptied(String table) {
    return new Mishap("the table " + table + " is empty", () -> run("DELETE FROM " + table));
  }

  private Mishap renamed(Column column) {
    String change =
        "ALTER TABLE %s ALTER COLUMN %s RENAME TO %s"
            .formatted(column.table(), quoted(column.name()), quoted(column.name() + "Renamed"));
    return new Mishap(
        "the column " + column.table() + "." + column.name() + " has another name",
        () -> run(change));
  }

  @Override
  public Mishap without(List<String> words) {
    return new Mishap(
        "no row says " + words + " any more",
        () -> {
          for (Column column : columns()) {
            for (String word : words) {
              run(
                  "DELETE FROM %s WHERE CAST(%s AS VARCHAR) = '%s'"
                      .formatted(column.table(), quoted(column.name()), word.replace("'", "''")));
            }
          }
        });
  }

  /** A connector that reads by SQL writes nothing. */
  @Override
  public int writes() {
    return 0;
  }

  @Override
  public boolean loseReply() {
    return false;
  }

  @Override
  public List<String> unanswered() {
    return List.of();
  }

  @Override
  public boolean struck() {
    return true;
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public void close() {
    try (connection) {
      run("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException("the sample's database does not stop", e);
    }
  }
}
