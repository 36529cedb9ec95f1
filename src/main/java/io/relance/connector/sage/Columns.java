package io.relance.connector.sage;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The columns of this database, held against what we need. Versions differ and nobody publishes
 * them: what is missing is named before anything is read.
 *
 * @param database its name
 * @param titleLength of a customer's name: 35 in old versions, 69 in recent ones
 */
record Columns(String database, int titleLength) {
  private static final Map<String, String> NEEDED =
      new TreeMap<>(
          Map.of(
              "P_DOSSIER", "D_RaisonSoc",
              "P_DEVISE", "cbIndice",
              "P_REGLEMENT", "cbIndice R_Intitule",
              "F_JOURNAUX", "JO_Num JO_Type",
              "F_COMPTET",
                  "CT_Num CT_Intitule CT_Type CT_Adresse CT_CodePostal CT_Ville CT_Pays"
                      + " CT_Telephone CT_EMail CT_Identifiant CT_Siret CT_NumPayeur CT_Sommeil"
                      + " CT_NotRappel CT_ControlEnc cbModification",
              "F_CONTACTT", "CT_Num cbMarq cbModification",
              "F_ECRITUREC",
                  "cbMarq CT_Num CG_Num JO_Num JM_Date EC_Jour EC_Piece EC_RefPiece EC_Reference"
                      + " EC_Intitule N_Reglement EC_Echeance EC_Sens EC_Montant N_Devise"
                      + " EC_Devise EC_Lettre EC_Lettrage EC_LettrageQ EC_Rappel"
                      + " EC_DateRelance EC_ANType cbModification",
              "F_DOCENTETE", "DO_Domaine DO_Type DO_Piece DO_Tiers DO_Date DO_TotalTTC"));

  /**
   * Asks for them.
   *
   * @throws SourceTrouble naming every column that is missing
   */
  static Columns check(Statements statements) {
    Map<String, Set<String>> there = new HashMap<>();
    String database = "";
    int length = 0;
    for (Row row : statements.ask("columns")) {
      String table = row.text("TABLE_NAME").toUpperCase(Locale.ROOT);
      String column = row.text("COLUMN_NAME").toUpperCase(Locale.ROOT);
      there.computeIfAbsent(table, t -> new TreeSet<>()).add(column);
      database = row.text("TABLE_CATALOG");
      length = column.equals("CT_INTITULE") ? row.number("CHARACTER_MAXIMUM_LENGTH") : length;
    }
    List<String> missing = new ArrayList<>();
    NEEDED.forEach(
        (table, columns) -> {
          if (!table.equals("F_DOCENTETE") || statements.access().quotes()) {
            missing.addAll(missing(table, columns, there.getOrDefault(table, Set.of())));
          }
        });
    if (!missing.isEmpty()) {
      throw new SourceTrouble(
          Kind.DRIFT,
          "Sage 100 at %s lacks %s. What to do: check that the url names a company's database and that the login may SELECT there%s."
              .formatted(
                  statements.access().shownUrl(),
                  String.join(", ", missing),
                  missing.contains("F_DOCENTETE")
                      ? "; without Gestion commerciale: quotes=false"
                      : ""));
    }
    return new Columns(database, length);
  }

  private static List<String> missing(String table, String columns, Set<String> there) {
    if (there.isEmpty()) {
      return List.of(table);
    }
    List<String> missing = new ArrayList<>();
    for (String column : columns.split(" ")) {
      if (!there.contains(column.toUpperCase(Locale.ROOT))) {
        missing.add(table + "." + column);
      }
    }
    return missing;
  }
}
