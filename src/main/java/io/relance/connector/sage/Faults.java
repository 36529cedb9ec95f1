package io.relance.connector.sage;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means, by the codes of SQL Server and of H2. */
final class Faults {
  private static final Set<Integer> LOGIN = Set.of(18456, 18452, 18470, 28000);
  private static final Set<Integer> DATABASE = Set.of(4060, 90146, 90149);
  private static final Set<Integer> RIGHT = Set.of(229, 230, 90096);
  private static final Set<Integer> ABSENT = Set.of(207, 208, 42102, 42104, 42122);
  private static final Set<Integer> BUSY = Set.of(1205, 1222, 57014, 50200);

  private Faults() {}

  static SourceTrouble trouble(Access access, String statement, Throwable failed) {
    if (failed instanceof SourceTrouble trouble) {
      return trouble;
    }
    SQLException cause = cause(failed);
    if (cause == null) {
      return said(access, statement, Kind.MISCONFIGURED, failed, "correct the statement");
    }
    int code = cause.getErrorCode();
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (LOGIN.contains(code) || state.equals("28000")) {
      return said(access, "the login", Kind.REFUSED, cause, "check the source's user and password");
    } else if (DATABASE.contains(code)) {
      return said(
          access, "the database", Kind.MISCONFIGURED, cause, "check the database in the url");
    } else if (RIGHT.contains(code)) {
      return said(
          access, statement, Kind.MISCONFIGURED, cause, "give the login SELECT on this table");
    } else if (ABSENT.contains(code)) {
      return said(
          access, statement, Kind.DRIFT, cause, "compare connectors/sage/sql with this version");
    } else if (isPassing(cause, code, state)) {
      return said(
          access,
          statement,
          Kind.UNREACHABLE,
          cause,
          "it is tried again; check server and network");
    }
    return said(access, statement, Kind.DRIFT, cause, "compare connectors/sage/sql");
  }

  private static boolean isPassing(SQLException cause, int code, String state) {
    return BUSY.contains(code)
        || state.startsWith("08")
        || state.startsWith("HYT")
        || state.startsWith("900")
        || cause instanceof SQLTimeoutException
        || cause instanceof SQLNonTransientConnectionException
        || cause instanceof SQLTransientException;
  }

  private static SourceTrouble said(
      Access access, String what, Kind kind, Throwable cause, String remedy) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new SourceTrouble(
        kind,
        "Sage 100 at %s, %s: %s. What to do: %s."
            .formatted(access.shownUrl(), what, message, remedy),
        cause);
  }

  /** The deepest one says most: the pool wraps a refused login into a time-out. */
  private static @Nullable SQLException cause(Throwable failed) {
    List<SQLException> found = new ArrayList<>();
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        found.add(sql);
      }
    }
    return found.isEmpty() ? null : found.get(found.size() - 1);
  }
}
