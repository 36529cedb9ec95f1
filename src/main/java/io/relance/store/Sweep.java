package io.relance.store;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.Guards;
import io.relance.ledger.Proof;
import io.relance.ledger.RecordType;
import io.relance.ledger.Source;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One company being read, from open to settled or void. It holds a connection of its own with the
 * company's lock; when that is lost, the sweep is void. Nothing of the ledger changes before {@link
 * #settle}, and then in one transaction.
 */
public final class Sweep implements AutoCloseable {
  /** Everything, or what changed since the cursor. */
  public enum Mode {
    SWEEP,
    DELTA;

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What it is about.
   *
   * @param company "source/company key", for people
   * @param source whose company it is
   * @param cursor the connector's own, as its last close gave it; null = nothing is known yet, or a
   *     person said that an older copy is right
   */
  public record Opening(
      long id,
      long companyId,
      Source source,
      String company,
      ZoneId zone,
      Mode mode,
      @Nullable String cursor,
      Instant started) {

    /** Can what is missing be looked up by its key? */
    boolean lookups() {
      return source.can(Source.Ability.RECHECK);
    }
  }

  private final Opening opening;
  private final Staging staging;
  private final Guards guards;
  private final RollCall unchanged;
  private int pages;
  private long records;
  private @Nullable Proof proof;
  private boolean stranger;
  private long missing;
  private long open;

  Sweep(Opening opening, Staging staging, Guards guards, RollCall unchanged) {
    this.opening = opening;
    this.staging = staging;
    this.guards = guards;
    this.unchanged = unchanged;
  }

  public Opening opening() {
    return opening;
  }

  /**
   * Stages one page of records.
   *
   * @throws SourceTrouble naming every mistake of the page; the sweep is void then
   */
  public synchronized void page(RecordType type, InputStream json) {
    records += staging.page(opening.company(), type, json, unchanged);
    pages++;
  }

  /**
   * Believes the sweep, or not.
   *
   * @param now ours, to compare the ERP's clock with
   * @throws SourceTrouble when the proof does not fit what came or what we knew
   */
  public synchronized void close(Proof proof, Instant now) {
    staging.jdbc().sql(Sql.of("ledger/absent-items")).param("ids", unchanged.end()).update();
    staging.execute("ledger/staging-last");
    staging.execute("ledger/staging-analyze");
    Evidence evidence = new Evidence(opening, staging.jdbc(), guards, unchanged);
    evidence.count();
    if (!evidence.counted(proof)) {
      staging.execute("ledger/staging-last-items");
      evidence.count();
    }
    stranger = evidence.stranger(proof);
    evidence.check(proof, now);
    this.proof = proof;
  }

  /** Did another ERP answer than the one of the first sweep? */
  public synchronized boolean stranger() {
    return stranger;
  }

  /**
   * Keys of open items that did not come with a whole sweep, to be looked up one by one; none for a
   * delta, nor where the connector cannot look up: there what is absent is settled.
   *
   * @throws SourceTrouble when it was never closed
   * @throws Held when too many would vanish at once
   */
  public synchronized List<String> missing() {
    closed();
    if (opening.mode() == Mode.DELTA) {
      return List.of();
    }
    List<String> keys =
        staging.jdbc().sql(Sql.of("ledger/missing-items")).query(String.class).list();
    missing = keys.size();
    if (keys.isEmpty()) {
      return keys;
    }
    open = new Evidence(opening, staging.jdbc(), guards, unchanged).openInLedger();
    if (guards.vanishing(missing - accepted(), open)) {
      throw new Held(
          opening, missing + " of " + open + " open items would vanish at once" + among(keys));
    }
    return opening.lookups() ? keys : List.of();
  }

  /** How many of them a person expects: those that the sweep before missed, which was released. */
  private long accepted() {
    return HeldSweepStore.last(staging.jdbc(), opening.companyId())
        .filter(HeldSweepStore.Last::released)
        .map(last -> alsoMissing(last.id()))
        .orElse(0L);
  }

  private long alsoMissing(long sweep) {
    return staging
        .jdbc()
        .sql(Sql.of("ledger/accepted-items"))
        .param("sweep", sweep)
        .query(Long.class)
        .single();
  }

  private String among(List<String> keys) {
    return staging
        .jdbc()
        .sql(Sql.of("ledger/item-numbers"))
        .param("company", opening.companyId())
        .param("keys", keys.toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.joining(", ", " (among them ", ")"));
  }

  /**
   * Merges all that came, in one transaction, and retires what is gone.
   *
   * @return accounts changed and items retired
   * @throws Held when too many were not even found by key
   */
  public synchronized Merge.Outcome settle(Instant now) {
    Proof whole = closed();
    if (missing > 0) {
      staging.execute("ledger/staging-last");
      staging.execute("ledger/staging-last-items");
    }
    Merge merge = new Merge(staging.jdbc(), opening.companyId(), opening.started(), now);
    return staging.inTransaction(
        () -> {
          long accepted = missing > 0 ? accepted() : 0;
          Merge.Outcome outcome = merge.run(opening.mode(), opening.lookups() ? "gone" : "settled");
          if (opening.mode() == Mode.SWEEP
              && opening.lookups()
              && guards.gone(outcome.retired() - accepted, open)) {
            throw new Held(
                opening,
                outcome.retired() + " of " + open + " open items are not even found by their key");
          }
          if (!unchanged.isEmpty()) {
            merge.remember();
          }
          merge.healthy(opening, whole);
          end("whole", now, outcome, whole.toString(), null);
          return outcome;
        });
  }

  /**
   * The ERP has nothing newer than the last whole reading: as if nobody had asked. Returns whether
   * that ended a trouble.
   */
  public synchronized boolean drop() {
    statement("ledger/drop-sweep").param("id", opening.id()).update();
    return statement("ledger/feed-answers").param("company", opening.companyId()).update() > 0;
  }

  private JdbcClient.StatementSpec statement(String name) {
    return staging.jdbc().sql(Sql.of(name));
  }

  /** The sweep counts for nothing, because of this. */
  public synchronized void end(String state, Instant now, String cause) {
    end(state, now, Merge.Outcome.NONE, null, cause);
    if (state.equals("held") && missing > 0) {
      staging.jdbc().sql(Sql.of("ledger/remember-missing")).param("id", opening.id()).update();
    }
  }

  private void end(
      String state,
      Instant now,
      Merge.Outcome outcome,
      @Nullable String proof,
      @Nullable String cause) {
    staging
        .jdbc()
        .sql(Sql.of("ledger/end-sweep"))
        .param("id", opening.id())
        .param("state", state)
        .param("now", At.of(now))
        .param("pages", pages)
        .param("records", records)
        .param("changed", outcome.changed())
        .param("settled", outcome.retired())
        .param("missing", missing)
        .param("proof", proof)
        .param("cause", cause)
        .update();
  }

  private Proof closed() {
    if (proof == null) {
      throw new SourceTrouble(
          Kind.LIES,
          opening.company()
              + ": the "
              + opening.mode().text()
              + " ended without its close: cut short");
    }
    return proof;
  }

  /** Gives lock and connection back. */
  @Override
  public synchronized void close() {
    unchanged.close();
    staging.unlock(opening.companyId());
    staging.close();
  }

  /** Whole, but not believable before a person looked. */
  public static final class Held extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Held(Opening opening, String what) {
      super(
          opening.company()
              + ": "
              + what
              + " in sweep "
              + opening.id()
              + "; nothing was settled. Look whether the ERP user lost rights or a database was"
              + " restored; if it is right: relance release "
              + opening.company());
    }
  }
}
