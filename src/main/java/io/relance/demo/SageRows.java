package io.relance.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows behind a simulated Sage 100: every change moves cbModification, a deletion nothing. */
final class SageRows {
  private final Connection connection;
  private final Clock clock;

  SageRows(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Inserts a row; its cbMarq. */
  long insert(String table, Map<String, ?> columns) {
    Map<String, Object> row = new LinkedHashMap<>(columns);
    row.put("cbModification", now());
    row.putIfAbsent("cbCreation", now());
    String names = row.keySet().stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
    String marks = row.keySet().stream().map(n -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into " + table + " (" + names + ") values (" + marks + ")",
            Statement.RETURN_GENERATED_KEYS)) {
      int i = 0;
      for (Object value : row.values()) {
        statement.setObject(++i, value);
      }
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("insert into " + table, e);
    }
  }

  /** Changes a row, and moves its cbModification. */
  void update(String table, long row, Map<String, ?> columns) {
    Map<String, Object> changed = new LinkedHashMap<>(columns);
    changed.put("cbModification", now());
    String sets =
        changed.keySet().stream().map(n -> '"' + n + "\" = ?").collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement("update " + table + " set " + sets + " where cbMarq = ?")) {
      int i = 0;
      for (Object value : changed.values()) {
        statement.setObject(++i, value);
      }
      statement.setLong(++i, row);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("update " + table, e);
    }
  }

  /** Deletes a row without trace. */
  void delete(String table, long row) {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from " + table + " where cbMarq = ?")) {
      statement.setLong(1, row);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("delete from " + table, e);
    }
  }

  /** All rows of a table, in the order they were made. */
  List<Map<String, Object>> list(String table) {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select * from " + table + " order by cbMarq")) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (found.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("select from " + table, e);
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), SimulatedSage100.ZONE);
  }
}
