package io.relance.store;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.Guards;
import io.relance.ledger.Proof;
import io.relance.store.Sweep.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was staged, held against the proof that came with it and against what we knew. */
final class Evidence {
  private final Sweep.Opening opening;
  private final JdbcClient jdbc;
  private final Guards guards;
  private final RollCall unchanged;
  private Map<String, Came> came = Map.of();

  Evidence(Sweep.Opening opening, JdbcClient jdbc, Guards guards, RollCall unchanged) {
    this.opening = opening;
    this.jdbc = jdbc;
    this.guards = guards;
    this.unchanged = unchanged;
  }

  private record Known(@Nullable String mark, @Nullable String identity) {}

  /** Throws {@link SourceTrouble} with everything that does not fit. */
  void check(Proof proof, Instant now) {
    List<String> doubts = new ArrayList<>();
    Known known = known();
    identity(known, proof, doubts);
    clock(proof, now, doubts);
    strangers(doubts);
    if (opening.mode() == Mode.SWEEP) {
      totals(proof, doubts);
    }
    if (!doubts.isEmpty()) {
      throw new SourceTrouble(Kind.LIES, opening.company() + ": " + String.join("; ", doubts));
    }
    mark(known, proof);
  }

  /** How many open items the ledger holds. */
  long openInLedger() {
    return jdbc.sql(Sql.of("ledger/open-count"))
        .param("company", opening.companyId())
        .query(Long.class)
        .single();
  }

  private Known known() {
    return jdbc.sql(Sql.of("ledger/feed"))
        .param("company", opening.companyId())
        .query((row, n) -> new Known(row.getString("mark"), row.getString("identity")))
        .single();
  }

  /** Did as many open items come as the ERP counts? Then none came twice. */
  boolean counted(Proof proof) {
    return opening.mode() == Mode.SWEEP && proof.items() != null && proof.items() == items();
  }

  private long items() {
    return came.values().stream().mapToLong(Came::items).sum();
  }

  /** Is it another ERP than the one of the first sweep? */
  boolean stranger(Proof proof) {
    return stranger(known(), proof);
  }

  private static boolean stranger(Known known, Proof proof) {
    return known.identity() != null && !known.identity().equals(proof.identity());
  }

  private void identity(Known known, Proof proof, List<String> doubts) {
    if (stranger(known, proof)) {
      doubts.add(
          "this is not the ERP it was: "
              + proof.identity()
              + " instead of "
              + known.identity()
              + " (a copy of production?); the outward switch is off; point the source back to it, or use a fresh database");
    }
  }

  private void mark(Known known, Proof proof) {
    if (known.mark() != null && (proof.mark() == null || lower(proof.mark(), known.mark()))) {
      throw new SourceTrouble(
          Kind.OLDER,
          opening.company()
              + ": the ERP shows less than it did ("
              + proof.mark()
              + " after "
              + known.mark()
              + "): it was restored from an older backup; let a person compare before going on");
    }
  }

  private static boolean lower(String mark, String than) {
    boolean numbers = mark.matches("\\d+") && than.matches("\\d+");
    return numbers
        ? new BigDecimal(mark).compareTo(new BigDecimal(than)) < 0
        : mark.compareTo(than) < 0;
  }

  private void clock(Proof proof, Instant now, List<String> doubts) {
    if (proof.clock() == null) {
      return;
    }
    Duration ahead = Duration.between(now, proof.clock());
    if (ahead.abs().compareTo(guards.clockSkew()) > 0) {
      doubts.add(
          "the ERP's clock is "
              + ahead.abs().toSeconds()
              + " s "
              + (ahead.isNegative() ? "behind" : "ahead of")
              + " ours; set both by NTP");
    }
  }

  private void strangers(List<String> doubts) {
    List<String> found =
        jdbc.sql(Sql.of("ledger/staged-strangers"))
            .param("company", opening.companyId())
            .query(String.class)
            .list();
    if (!found.isEmpty()) {
      doubts.add(String.join(", ", found) + ": neither came nor is known");
    }
  }

  private void totals(Proof proof, List<String> doubts) {
    long items = items();
    if (proof.items() == null) {
      doubts.add("a whole sweep must be closed with the ERP's own count of open items");
    } else if (proof.items() != items) {
      doubts.add(items + " open items came, the ERP counts " + proof.items());
    }
    if (items == 0 && openInLedger() > 0) {
      doubts.add("no open item came although the ledger holds " + openInLedger());
    }
    proof
        .totals()
        .forEach(
            (currency, total) -> {
              BigDecimal sum = came.getOrDefault(currency, Came.NOTHING).total();
              if (sum.compareTo(total) != 0) {
                doubts.add(sum + " " + currency + " came, the ERP says " + total);
              }
            });
    if (!proof.totals().isEmpty()) {
      came.forEach(
          (currency, of) -> {
            if (of.total().signum() != 0 && !proof.totals().containsKey(currency)) {
              doubts.add(
                  of.total() + " " + currency + " came, the ERP names no total in " + currency);
            }
          });
    }
  }

  /** Counts what came, staged or unchanged. */
  void count() {
    Map<String, Came> all = unchanged.came();
    jdbc.sql(Sql.of("ledger/staged-totals"))
        .query(
            row -> {
              Came staged = new Came(row.getLong("items"), row.getBigDecimal("total"));
              all.merge(row.getString("currency"), staged, Came::plus);
            });
    came = all;
  }
}
