package io.relance.connector.sage;

import io.relance.connector.Page;
import io.relance.connector.Pages;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.sage.Customers.Customer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to fill the ledger from the database. Users go on working meanwhile, and what is
 * read may not be committed; so a sweep ends with the server's own count and sum of all lines, and
 * whoever was touched meanwhile is read again until both agree.
 */
final class Pull implements Iterator<Page> {
  private static final int ROUNDS = 3;
  private static final int PAYMENTS_MONTHS = 12;

  private final Statements statements;
  private final String company;
  private final @Nullable LocalDate today;
  private final Dossier dossier;
  private final String identity;
  private final Cursor cursor;
  private final Tally tally = new Tally();
  private final Pager pager;
  private final Reader reader;
  private Iterator<Page> pages = Collections.emptyIterator();

  private Pull(Statements statements, Asked asked) {
    this.statements = statements;
    this.company = asked.company();
    this.today = asked.today();
    if (asked.known() != null && asked.known().isAheadOf(statements)) {
      throw older(statements);
    }
    this.identity = Columns.check(statements).database();
    this.cursor = Cursor.now(now(statements), statements);
    this.dossier = Tables.dossier(statements);
    this.pager = new Pager(statements.access().pageSize());
    this.reader = new Reader(dossier, pager, tally);
  }

  /**
   * What is asked for.
   *
   * @param company the hub's name of it; a database holds one
   * @param known the last cursor; null = nothing is known
   */
  record Asked(String company, @Nullable LocalDate today, @Nullable Cursor known) {}

  static SourceTrouble older(Statements statements) {
    return new SourceTrouble(
        Kind.OLDER,
        "Sage 100 at %s shows ledger lines older than they were: it was restored from a backup."
            .formatted(statements.access().shownUrl()));
  }

  static LocalDateTime now(Statements statements) {
    LocalDateTime now = statements.ask("clock").get(0).moment("server_now");
    if (now == null) {
      throw new IllegalStateException("connectors/sage/sql/clock.sql gives no server_now");
    }
    return now;
  }

  /** Everything that is open. */
  static Pull sweep(Statements statements, Asked asked) {
    Pull pull = new Pull(statements, asked);
    pull.pages =
        Pages.inTurn(
            List.of(
                pull::companyPage,
                () -> pull.customers(Customers.all(statements), line -> false),
                pull::quotes,
                () -> pull.agree(1),
                () -> pull.agree(2),
                () -> pull.agree(ROUNDS)));
    return pull;
  }

  /** The customers touched since the cursor, whole. */
  static Pull delta(Statements statements, Asked asked, Cursor since) {
    Pull pull = new Pull(statements, asked);
    LocalDateTime from = since.since(statements.access().overlapMinutes());
    pull.pages = Pages.inTurn(List.of(pull::companyPage, () -> pull.touched(from), pull::quotes));
    return pull;
  }

  private Iterator<Page> companyPage() {
    pager.add("company", reader.canonical().company(company, dossier.company()));
    return pager.pages().iterator();
  }

  private Iterator<Page> touched(LocalDateTime since) {
    List<String> codes =
        statements.ask("changed", Map.of("since", since)).stream()
            .map(row -> row.text("CT_Num"))
            .toList();
    return customers(Customers.named(statements, codes), Reader.touchedSince(since));
  }

  private Iterator<Page> customers(Customers customers, Predicate<Line> touched) {
    return new Iterator<>() {
      private Iterator<Page> ready = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && customers.hasNext()) {
          customers.next().forEach(customer -> take(customer, touched));
          ready = pager.pages().iterator();
        }
        return ready.hasNext();
      }

      @Override
      public Page next() {
        hasNext();
        return ready.next();
      }
    };
  }

  private void take(Customer customer, Predicate<Line> touched) {
    Party party = party(customer);
    reader.customer(
        party,
        lines(customer, dossier),
        balance(customer),
        touched,
        today == null ? null : today.minusMonths(PAYMENTS_MONTHS));
  }

  static Party party(Customer customer) {
    return Tables.party(customer.row(), customer.people().stream().map(Tables::person).toList());
  }

  static List<Line> lines(Customer customer, Dossier dossier) {
    return customer.lines().stream().map(row -> Tables.line(row, dossier)).toList();
  }

  private static BigDecimal balance(Customer customer) {
    return customer.lines().stream()
        .map(
            row ->
                row.number("EC_Sens") == 0
                    ? row.amount("EC_Montant")
                    : row.amount("EC_Montant").negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Iterator<Page> quotes() {
    if (statements.access().quotes()) {
      new Quotes(statements, dossier, reader, pager).read(tally::owes);
    }
    return pager.pages().iterator();
  }

  // --- proof

  private Iterator<Page> agree(int round) {
    String difference = difference();
    if (difference.isEmpty()) {
      return Collections.emptyIterator();
    } else if (round == ROUNDS) {
      throw new SourceTrouble(
          Kind.UNREACHABLE,
          "Sage 100 at %s moved during each of %d readings (%s). What to do: it is tried again; a mass entry may be running in Sage."
              .formatted(statements.access().shownUrl(), ROUNDS, difference));
    }
    return touched(cursor.since(1));
  }

  /** What the server counts against what came; empty when they agree. */
  private String difference() {
    long lines = 0;
    BigDecimal balance = BigDecimal.ZERO;
    for (Row row : statements.ask("control")) {
      if (row.columns().get("CT_Type") == null && dossier.given().isCustomers(row.text("CG_Num"))) {
        throw new SourceTrouble(
            Kind.LIES,
            "Sage 100 at %s: %d lines on account %s are of third parties that are not there. What to do: check that the login may SELECT all of F_COMPTET."
                .formatted(
                    statements.access().shownUrl(), row.id("line_count"), row.text("CG_Num")));
      }
      if (row.columns().get("CT_Type") != null && row.number("CT_Type") == 0) {
        lines += row.id("line_count");
        balance = balance.add(row.amount("balance"));
      }
    }
    return lines == tally.lines() && balance.compareTo(tally.balance()) == 0
        ? ""
        : "%d lines of %s came, the server counts %d of %s"
            .formatted(
                tally.lines(),
                tally.balance().stripTrailingZeros().toPlainString(),
                lines,
                balance.stripTrailingZeros().toPlainString());
  }

  /** The proof; after the last page. */
  Map<String, Object> close() {
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("cursor", cursor.text());
    if (cursor.mark() != null) {
      close.put("mark", cursor.mark());
    }
    close.put("identity", (identity + " " + dossier.identity()).strip());
    close.put(
        "clock",
        now(statements).atZone(ZoneId.of(statements.access().zone())).toInstant().toString());
    close.put("items", tally.items());
    close.put("totals", tally.totals());
    return close;
  }

  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public Page next() {
    return pages.next();
  }
}
