package io.relance.store;

import io.relance.policy.Account;
import io.relance.policy.Item;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts with their open items, as decisions see them. */
public final class AccountStore {
  private static final int AT_ONCE = 5_000;
  private static final int PARTIES_AT_ONCE = 1_000;
  private static final Long[] NOTHING = {};
  private static final Comparator<Item> BY_ID = Comparator.comparingLong(Item::id);

  private final Database database;
  private final JdbcClient streaming;
  private final @Nullable LocalDate paidSince;

  public AccountStore(Database database) {
    this(database, JdbcClient.create(new Streaming(database.dataSource())), null);
  }

  private AccountStore(Database database, JdbcClient streaming, @Nullable LocalDate paidSince) {
    this.database = database;
    this.streaming = streaming;
    this.paidSince = paidSince;
  }

  /**
   * The same, for policies that thank.
   *
   * @param since of what was settled since that day, each account tells also what was paid and not
   *     thanked for; empty = nobody asks
   */
  public AccountStore paidSince(Optional<LocalDate> since) {
    return new AccountStore(database, streaming, since.orElse(null));
  }

  /** Rows come a few thousand at a time and in binary: a million items are read here. */
  private static final class Streaming extends JdbcTemplate {
    Streaming(DataSource pool) {
      super(pool);
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
      statement.setFetchSize(AT_ONCE);
      statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    }
  }

  /**
   * These accounts, ordered by id; unknown ids are left out.
   *
   * @param ignoringActs steps reserved by these acts do not count as under way
   */
  public List<Account> read(Collection<Long> accountIds, Collection<Long> ignoringActs) {
    return readKnown(accountIds, ignoringActs).stream().map(Known::account).toList();
  }

  /** The same with the version and digest of each. */
  public List<Known> readKnown(Collection<Long> accountIds, Collection<Long> ignoringActs) {
    List<Known> found = new ArrayList<>();
    Map<String, Object> ids =
        Map.of(
            "ids", accountIds.toArray(Long[]::new), "ignoring", ignoringActs.toArray(Long[]::new));
    database.inTransaction(
        () -> parties(alone -> each("read", ids, "read-items", ids, alone), ids, found::add));
    return found;
  }

  /**
   * Every account of the company that is to be looked at on this day or before, ordered by id; one
   * snapshot, memory for a few thousand at most.
   */
  public void toReview(long company, LocalDate today, Consumer<Known> each) {
    Map<String, Object> params = Map.of("company", company, "today", today);
    snapshot(
        () ->
            parties(
                alone -> each("to-review", params, "to-review-items", params, alone),
                Map.of(),
                each));
  }

  /** Every account of the company, ordered by id; for previews. */
  public void all(long company, Consumer<Known> each) {
    Map<String, Object> params = Map.of("company", company);
    snapshot(
        () -> parties(alone -> each("all", params, "all-items", params, alone), Map.of(), each));
  }

  private void snapshot(Runnable work) {
    database.inSnapshot(work);
  }

  /** Whoever is alone is handed on at once; those of a party come last, each with all of it. */
  private void parties(
      Consumer<Consumer<Known>> read, Map<String, Object> params, Consumer<Known> each) {
    List<Known> ofParties = new ArrayList<>();
    read.accept(
        known -> {
          if (known.lead() == null) {
            each.accept(known);
          } else {
            ofParties.add(known);
          }
        });
    for (int i = 0; i < ofParties.size(); i += PARTIES_AT_ONCE) {
      together(ofParties.subList(i, Math.min(i + PARTIES_AT_ONCE, ofParties.size())), params, each);
    }
  }

  private void together(List<Known> some, Map<String, Object> params, Consumer<Known> each) {
    Map<String, Object> ids =
        Map.of(
            "ids",
            some.stream().map(Known::lead).distinct().toArray(Long[]::new),
            "ignoring",
            params.getOrDefault("ignoring", NOTHING));
    Map<Long, Map<Long, Account>> parties = new HashMap<>();
    each(
        "parties",
        ids,
        "parties-items",
        ids,
        one ->
            parties
                .computeIfAbsent(one.lead(), lead -> new TreeMap<>(leading(lead)))
                .put(one.account().id(), one.account()));
    for (Known known : some) {
      Map<Long, Account> party = parties.getOrDefault(known.lead(), Map.of());
      Account mine = party.get(known.account().id());
      each.accept(
          mine == null
              ? known // it left its party this very moment
              : known.with(mine.items()).among(List.copyOf(party.values())));
    }
  }

  /** The one that speaks for all first, then by age. */
  private static Comparator<Long> leading(long lead) {
    return Comparator.<Long, Boolean>comparing(id -> id != lead)
        .thenComparing(Comparator.naturalOrder());
  }

  /** Walks accounts and items side by side, both ordered by account. */
  private void each(
      String accounts,
      Map<String, ?> params,
      String items,
      Map<String, ?> itemParams,
      Consumer<Known> each) {
    try (Stream<Known> heads = query(accounts, heads(params)).query(new AccountRow()).stream();
        Stream<ItemRow.Owned> lines = query(items, itemParams).query(new ItemRow()).stream()) {
      Lines rest = new Lines(lines.iterator());
      heads.forEach(head -> each.accept(head.with(rest.of(head.account().id()))));
    }
  }

  private Map<String, @Nullable Object> heads(Map<String, ?> params) {
    Map<String, @Nullable Object> all = new HashMap<>(params);
    all.putIfAbsent("ignoring", NOTHING);
    all.put("since", paidSince);
    return all;
  }

  private JdbcClient.StatementSpec query(
      String name, Map<String, ? extends @Nullable Object> params) {
    return streaming.sql(Sql.of("account/" + name)).params(params);
  }

  /** Hands out the items of one account after the other, by id: cheaper here than in the server. */
  private static final class Lines {
    private final Iterator<ItemRow.Owned> rows;
    private ItemRow.Owned next;

    Lines(Iterator<ItemRow.Owned> rows) {
      this.rows = rows;
      this.next = advance();
    }

    List<Item> of(long account) {
      List<Item> items = new ArrayList<>();
      while (next.account() <= account) {
        if (next.account() == account) {
          items.add(next.item());
        }
        next = advance();
      }
      items.sort(BY_ID);
      return items;
    }

    private ItemRow.Owned advance() {
      return rows.hasNext() ? rows.next() : ItemRow.Owned.NONE;
    }
  }
}
