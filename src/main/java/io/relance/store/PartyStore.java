package io.relance.store;

import io.relance.ledger.Creditor;
import io.relance.ledger.LegalIds;
import io.relance.ledger.Matching;
import io.relance.ledger.Matching.Tie;
import io.relance.ledger.Matching.Word;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Debtors of companies that speak as one creditor, and which of them are the same. Every method
 * joins the caller's transaction.
 */
public final class PartyStore {
  private final Database database;
  private final Clock clock;

  public PartyStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A debtor as its ERP has it.
   *
   * @param path of its company: SOURCE/KEY
   */
  public record Face(
      long id,
      long company,
      String path,
      String key,
      String name,
      @Nullable String reference,
      @Nullable String siren,
      @Nullable String vat) {

    /** As a person names it: SOURCE/KEY/DEBTOR. */
    public String address() {
      return path + "/" + key;
    }

    /** What is certain of it. */
    public Matching.Debtor known() {
      return new Matching.Debtor(id, company, LegalIds.of(siren, vat));
    }
  }

  /** A debtor that is the same as others, how it is known, who found it and when. */
  public record Link(
      long debtor,
      long party,
      String how,
      String why,
      String actor,
      Instant at,
      long company,
      String key) {

    /** Does it say what this tie says? */
    public boolean says(Tie tie) {
      return party == tie.party()
          && how.equals(tie.how())
          && (how.equals("person") || why.equals(tie.why()));
    }
  }

  private record Own(@Nullable String siren, @Nullable String vat) {}

  /** Until the transaction ends nobody else changes who is the same as whom. */
  public void lock() {
    sql("lock").query(Integer.class).single();
  }

  /**
   * The debtors of these companies.
   *
   * @param everybody also those without any number
   */
  public List<Face> debtors(Collection<String> paths, boolean everybody) {
    return sql("debtors")
        .param("paths", paths.toArray(String[]::new))
        .param("everybody", everybody)
        .query(Face.class)
        .list();
  }

  /** The numbers of these companies themselves. */
  public Set<String> own(Collection<String> paths) {
    Set<String> own = new HashSet<>();
    sql("own").param("paths", paths.toArray(String[]::new)).query(Own.class).list().stream()
        .map(company -> LegalIds.of(company.siren(), company.vat()))
        .flatMap(ids -> Stream.of(ids.siren(), ids.vat()))
        .filter(Objects::nonNull)
        .forEach(own::add);
    return own;
  }

  /** What persons said. */
  public List<Word> words() {
    return sql("words")
        .query((row, n) -> new Word(row.getLong("debtor"), row.getObject("with", Long.class)))
        .list();
  }

  /** Who is the same as whom, by party. */
  public List<Link> links() {
    return sql("links")
        .query(
            (row, n) ->
                new Link(
                    row.getLong("debtor"),
                    row.getLong("party"),
                    row.getString("how"),
                    row.getString("why"),
                    row.getString("actor"),
                    row.getTimestamp("at").toInstant(),
                    row.getLong("company"),
                    row.getString("key")))
        .list();
  }

  public void put(Tie tie, String why, String actor) {
    now("put-link", actor)
        .param("debtor", tie.debtor())
        .param("party", tie.party())
        .param("how", tie.how())
        .param("why", why)
        .update();
  }

  public void drop(long debtor) {
    sql("drop-link").param("debtor", debtor).update();
  }

  /** A person says that these two are the same, and all whom somebody put together with them. */
  public void together(long one, long other, String why, String actor) {
    long party = sql("next-word").query(Long.class).single();
    for (long debtor : new long[] {one, other}) {
      sql("join").param("party", party).param("debtor", debtor).update();
      say(debtor, party, why, actor);
    }
  }

  /** A person says that this one is the same as nobody. */
  public void apart(long debtor, String why, String actor) {
    say(debtor, null, why, actor);
  }

  private void say(long debtor, @Nullable Long party, String why, String actor) {
    now("say", actor).param("debtor", debtor).param("party", party).param("why", why).update();
  }

  /**
   * Lets each account of a party know who speaks for it. Returns how many are decided again for it.
   */
  public int regroup(Collection<Creditor> creditors) {
    List<String> names = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    for (Creditor creditor : creditors) {
      for (String path : creditor.companies()) {
        names.add(creditor.name());
        paths.add(path);
        ranks.add(ranks.size());
      }
    }
    return sql("regroup")
        .param("names", names.toArray(String[]::new))
        .param("paths", paths.toArray(String[]::new))
        .param("ranks", ranks.toArray(Integer[]::new))
        .update();
  }

  private StatementSpec now(String name, String actor) {
    return sql(name).param("actor", actor).param("now", At.of(clock.instant()));
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("party/" + name));
  }
}
