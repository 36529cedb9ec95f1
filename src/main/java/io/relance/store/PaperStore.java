package io.relance.store;

import io.relance.notice.Dossier.Books;
import io.relance.notice.Dossier.Creditor;
import io.relance.notice.Dossier.Line;
import io.relance.outbox.PhoneNumber;
import io.relance.outbox.Postal;
import io.relance.outbox.Recipients.Contact;
import io.relance.outbox.Recipients.People;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a notice is written from: creditor, debtors, contacts, items; many at once. */
public final class PaperStore {
  private final Database database;

  public PaperStore(Database database) {
    this.database = database;
  }

  /**
   * Who writes.
   *
   * @param source the ERP deployment's name, and the company's key in it
   * @param hub this installation's own id
   * @param redirect where rehearsals go; null = nowhere
   */
  public record Sender(
      Creditor creditor,
      String source,
      String company,
      @Nullable String country,
      String hub,
      @Nullable String redirect) {}

  /**
   * Who is written to.
   *
   * @param reminders notices that this account has had
   * @param numbers the country of its numbers that name none
   * @param sender the creditor's country, and the language in which it names another
   * @param tags what its ERP says of it
   */
  public record Addressee(
      long account,
      String currency,
      String key,
      String name,
      @Nullable String reference,
      @Nullable String language,
      int reminders,
      Postal postal,
      @Nullable String numbers,
      Locale sender,
      List<Contact> contacts,
      List<String> tags) {

    /** Where to reach it. */
    public People people() {
      return new People(contacts, numbers, postal.lines(name, sender));
    }
  }

  /** What is known of an address: refused or bounced before, and how many debtors name it. */
  public record Known(boolean blocked, int debtors) {}

  /** The company as creditor; throws when there is none. */
  public Sender sender(long company) {
    return database
        .jdbc()
        .sql(Sql.of("outbox/creditor"))
        .param("company", company)
        .query((row, n) -> sender(row))
        .single();
  }

  private static Sender sender(ResultSet row) throws SQLException {
    Creditor creditor =
        new Creditor(
            row.getString("name"),
            row.getString("street"),
            row.getString("zip"),
            row.getString("city"),
            row.getString("iban"),
            row.getString("bic"),
            row.getString("phone"),
            row.getString("email"),
            row.getString("language"));
    boolean redirects = "redirect".equals(row.getString("mode"));
    return new Sender(
        creditor,
        row.getString("source"),
        row.getString("key"),
        row.getString("country"),
        row.getString("hub"),
        redirects ? row.getString("redirect") : null);
  }

  /**
   * By account id.
   *
   * @param merged those that speak for their party: its people are theirs
   */
  public Map<Long, Addressee> addressees(Collection<Long> accounts, Collection<Long> merged) {
    Long[] ids = accounts.toArray(Long[]::new);
    Map<Long, List<Contact>> contacts = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("outbox/contacts"))
        .param("accounts", ids)
        .param("merged", merged.toArray(Long[]::new))
        .query(
            row -> {
              contacts
                  .computeIfAbsent(row.getLong("account_id"), k -> new ArrayList<>())
                  .add(contact(row));
            });
    Map<Long, Addressee> addressees = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("outbox/addressees"))
        .param("accounts", ids)
        .param("merged", merged.toArray(Long[]::new))
        .query(
            row -> {
              long account = row.getLong("account_id");
              addressees.put(account, addressee(row, contacts.getOrDefault(account, List.of())));
            });
    return addressees;
  }

  private static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        row.getString("role"),
        row.getString("name"),
        row.getString("email"),
        number(row, "phone"),
        number(row, "mobile"),
        row.getString("language"),
        row.getBoolean("no_mail"),
        row.getBoolean("no_call"));
  }

  /** One of another country than the debtor's who speaks for the party, so that all can read it. */
  private static @Nullable String number(ResultSet row, String column) throws SQLException {
    String typed = row.getString(column);
    String country = row.getString("other_country");
    List<String> good = country == null ? List.of() : PhoneNumber.in(typed, country).good();
    return good.isEmpty() ? typed : String.join(", ", good);
  }

  private static Addressee addressee(ResultSet row, List<Contact> contacts) throws SQLException {
    return new Addressee(
        row.getLong("account_id"),
        row.getString("currency"),
        row.getString("key"),
        row.getString("name"),
        row.getString("reference"),
        row.getString("language"),
        row.getInt("contacts"),
        postal(row),
        row.getString("numbers"),
        home(row),
        contacts,
        List.of((String[]) row.getArray("tags").getArray()));
  }

  private static Locale home(ResultSet row) throws SQLException {
    String country = row.getString("home");
    Locale language = Locale.forLanguageTag(row.getString("home_language"));
    return new Locale(language.getLanguage(), country == null ? "" : country);
  }

  static Postal postal(ResultSet row) throws SQLException {
    return new Postal(
        row.getString("street"),
        row.getString("zip"),
        row.getString("city"),
        row.getString("country"));
  }

  /**
   * By item id, as the ledger has them now.
   *
   * @param several whose books each stands in must be known
   */
  public Map<Long, Line> lines(Collection<Long> items, boolean several) {
    Map<Long, Line> lines = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("outbox/lines"))
        .param("items", items.toArray(Long[]::new))
        .param("several", several)
        .query(
            row -> {
              lines.put(row.getLong("id"), line(row));
            });
    return lines;
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("number"),
        row.getString("reference"),
        row.getObject("issued", LocalDate.class),
        row.getObject("due", LocalDate.class),
        row.getBigDecimal("original"),
        row.getBigDecimal("open"),
        row.getString("payment_link"),
        books(row));
  }

  private static @Nullable Books books(ResultSet row) throws SQLException {
    String name = row.getString("books");
    return name == null ? null : new Books(name, row.getString("books_reference"));
  }

  /** What is known of these addresses, by address as given. */
  public Map<String, Known> addresses(Collection<String> emails) {
    Map<String, Known> known = new HashMap<>();
    database
        .jdbc()
        .sql(Sql.of("outbox/addresses"))
        .param("emails", emails.toArray(String[]::new))
        .query(
            row -> {
              known.put(
                  row.getString("email"),
                  new Known(row.getBoolean("blocked"), row.getInt("debtors")));
            });
    return known;
  }
}
