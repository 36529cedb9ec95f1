package io.relance.store;

import io.relance.outbox.Postal;
import io.relance.outbox.Recipients;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What a preview shows beside the decisions: names, addresses, numbers. Reads only. */
public final class PlanStore {
  private final Database database;

  public PlanStore(Database database) {
    this.database = database;
  }

  /** One creditor; its key inside its source. */
  public record Company(
      long id, String source, String key, String name, String zone, @Nullable String country) {
    /** SOURCE/KEY, as policies and commands name it. */
    public String path() {
      return source + "/" + key;
    }
  }

  /**
   * The debtor behind an account.
   *
   * @param numbers the country of its numbers that name none
   */
  public record Face(
      String debtor,
      String name,
      Postal postal,
      @Nullable String numbers,
      List<Recipients.Contact> contacts) {

    /** Where to reach it. */
    public Recipients.People people() {
      return new Recipients.People(contacts, numbers, postal.lines(name, Locale.ROOT));
    }
  }

  public List<Company> companies() {
    return database.jdbc().sql(Sql.of("plan/companies")).query(Company.class).list();
  }

  /**
   * Who these accounts are, by account.
   *
   * @param merged those that speak for their party: its people are theirs
   */
  public Map<Long, Face> faces(Collection<Long> accounts, Collection<Long> merged) {
    Map<Long, Face> faces = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("plan/faces"))
        .param("accounts", accounts.toArray(Long[]::new))
        .param("merged", merged.toArray(Long[]::new))
        .query((RowCallbackHandler) row -> meet(faces, row));
    return faces;
  }

  /** One row per contact; a debtor without any still has one. */
  private static void meet(Map<Long, Face> faces, ResultSet row) throws SQLException {
    Face known = faces.get(row.getLong("account"));
    if (known == null) {
      known =
          new Face(
              row.getString("debtor"),
              row.getString("name"),
              PaperStore.postal(row),
              row.getString("numbers"),
              new ArrayList<>());
      faces.put(row.getLong("account"), known);
    }
    if (row.getString("role") != null) {
      known.contacts().add(contact(row));
    }
  }

  private static Recipients.Contact contact(ResultSet row) throws SQLException {
    return new Recipients.Contact(
        row.getString("role"),
        row.getString("contact"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("mobile"),
        null,
        row.getBoolean("no_mail"),
        row.getBoolean("no_call"));
  }

  /** The number that people know an item by, by item. */
  public Map<Long, String> numbers(Collection<Long> items) {
    Map<Long, String> numbers = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("plan/numbers"))
        .param("items", items.toArray(Long[]::new))
        .query((RowCallbackHandler) row -> numbers.put(row.getLong("id"), row.getString("number")));
    return numbers;
  }
}
