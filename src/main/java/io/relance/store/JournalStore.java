package io.relance.store;

import io.relance.journal.Chain;
import io.relance.journal.Entry;
import io.relance.journal.Link;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the journal: writes at its end only, and can show that nothing was changed. */
public final class JournalStore {
  private static final int PAGE = 5_000;
  private final Database database;

  public JournalStore(Database database) {
    this.database = database;
  }

  /**
   * Appends the entries in order, inside the caller's transaction. The head is locked until that
   * transaction ends: call it last.
   */
  public void append(List<Entry> entries) {
    if (!entries.isEmpty()) {
      database.inTransaction(() -> write(head().append(entries)));
    }
  }

  /** The first sequence number that does not follow from the one before; empty = all is well. */
  public Optional<Long> verify() {
    Chain chain = new Chain(0, new byte[0]);
    for (List<Link> page = after(0); !page.isEmpty(); page = after(chain.seq())) {
      for (Link link : page) {
        if (!chain.accepts(link)) {
          return Optional.of(chain.seq() + 1);
        }
        chain = new Chain(link.seq(), link.hash());
      }
    }
    return endsAt(chain) ? Optional.empty() : Optional.of(chain.seq() + 1);
  }

  /** What happened to an act, oldest first. */
  public List<Link> ofAct(long act) {
    return database
        .jdbc()
        .sql(Sql.of("journal/of-act"))
        .param("act", act)
        .query(JournalStore::link)
        .list();
  }

  /** What happened to an account, oldest first. */
  public List<Link> ofAccount(long account) {
    return database
        .jdbc()
        .sql(Sql.of("journal/of-account"))
        .param("account", account)
        .query(JournalStore::link)
        .list();
  }

  private Chain head() {
    return database
        .jdbc()
        .sql(Sql.of("journal/lock-head"))
        .query((row, n) -> new Chain(row.getLong("seq"), row.getBytes("hash")))
        .single();
  }

  private boolean endsAt(Chain chain) {
    long last = database.jdbc().sql(Sql.of("journal/head")).query(Long.class).single();
    return last == chain.seq();
  }

  private List<Link> after(long seq) {
    return database
        .jdbc()
        .sql(Sql.of("journal/after"))
        .param("seq", seq)
        .param("page", PAGE)
        .query(JournalStore::link)
        .list();
  }

  private void write(List<Link> links) {
    Link last = links.get(links.size() - 1);
    database
        .jdbc()
        .sql(Sql.of("journal/append"))
        .param("seqs", each(links, Link::seq, Long[]::new))
        .param("ats", each(links, l -> l.at().toString(), String[]::new))
        .param("kinds", each(links, Link::kind, String[]::new))
        .param("actors", each(links, Link::actor, String[]::new))
        .param("companies", each(links, Link::company, Long[]::new))
        .param("accounts", each(links, Link::account, Long[]::new))
        .param("acts", each(links, Link::act, Long[]::new))
        .param("details", each(links, Link::detail, String[]::new))
        .param("payloads", each(links, Link::payload, Long[]::new))
        .param("shas", each(links, Link::payloadSha256, byte[][]::new))
        .param("hashes", each(links, Link::hash, byte[][]::new))
        .param("seq", last.seq())
        .param("hash", last.hash())
        .update();
  }

  private static <T> T[] each(
      List<Link> links,
      Function<Link, @Nullable T> part,
      java.util.function.IntFunction<T[]> array) {
    return links.stream().map(part).toArray(array);
  }

  private static Link link(ResultSet row, int n) throws SQLException {
    return new Link(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC).toInstant(),
        row.getString("kind"),
        row.getString("actor"),
        row.getObject("company_id", Long.class),
        row.getObject("account_id", Long.class),
        row.getObject("act_id", Long.class),
        row.getString("detail"),
        row.getObject("payload_id", Long.class),
        row.getBytes("payload_sha256"),
        row.getBytes("hash"));
  }
}
