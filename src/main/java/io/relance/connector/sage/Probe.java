package io.relance.connector.sage;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who are we there, what is it, what is missing. Changes nothing. */
final class Probe {
  private Probe() {}

  static Map<String, Object> ask(Statements statements, String company) {
    Columns columns = Columns.check(statements);
    Dossier dossier = Tables.dossier(statements);
    Row clock = statements.ask("clock").get(0);
    Cursor cursor = Cursor.now(Pull.now(statements), statements);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("version", "Sage 100, titles of " + columns.titleLength());
    found.put("identity", (columns.database() + " " + dossier.identity()).strip());
    found.put("user", clock.text("login"));
    found.put(
        "clock",
        Pull.now(statements).atZone(ZoneId.of(statements.access().zone())).toInstant().toString());
    if (cursor.mark() != null) {
      found.put("mark", cursor.mark());
    }
    found.put(
        "companies",
        List.of(Map.of("key", company, "name", dossier.company().getOrDefault("name", ""))));
    found.put("ownDunning", null);
    found.put("problems", problems(dossier));
    return found;
  }

  private static List<Map<String, String>> problems(Dossier dossier) {
    List<Map<String, String>> problems = new ArrayList<>();
    if (dossier.years().isEmpty()) {
      problems.add(
          Map.of(
              "what", "P_DOSSIER names no fiscal year",
              "remedy", "check D_DebutExo01; until then calendar years are assumed"));
    }
    return problems;
  }
}
