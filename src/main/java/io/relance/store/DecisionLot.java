package io.relance.store;

import io.relance.policy.Decision;
import io.relance.policy.Decision.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions that are recorded together: the rows to be stored, made at once, so that the accounts
 * and answers they came from need not be kept. Not for several threads.
 */
public final class DecisionLot {
  /** Most accounts of a lot; the ids of its decisions fit one block of the sequence (5,000). */
  public static final int MOST = 2_000;

  private static final int STATE_COLUMNS = 6;

  private final long run;
  private final LocalDate day;
  private final List<Place> places = new ArrayList<>();
  final BinaryRows decisions;
  final BinaryRows states;
  private final DecisionRow row;

  /** Where the rows of an account begin; one whose answer did not change has no decision. */
  private record Place(long account, boolean changed, int decision, int state) {}

  public DecisionLot(long run, LocalDate day) {
    this(run, day, new BinaryRows(), new BinaryRows());
  }

  private DecisionLot(long run, LocalDate day, BinaryRows decisions, BinaryRows states) {
    this.run = run;
    this.day = day;
    this.decisions = decisions;
    this.states = states;
    this.row = new DecisionRow(decisions);
  }

  /**
   * Adds what was decided about the account as it was read.
   *
   * @throws ArithmeticException when an amount is too large to be stored; nothing is added then
   */
  public void add(Known known, Decision decision) {
    long digest = decision.digest();
    boolean changed = known.digest() == null || known.digest() != digest;
    int before = decisions.length();
    if (changed) {
      decide(decision, before);
    }
    places.add(new Place(decision.account(), changed, before, states.length()));
    states.row(STATE_COLUMNS);
    if (changed) {
      states.int8(0); // the decision's id, known when the lot is written
    } else {
      states.none();
    }
    states.int8(decision.account());
    states.int4((int) known.version());
    states.date(decision.until());
    states.int8(digest);
    states.bool(decision.outcome() == Outcome.CONTACT);
  }

  private void decide(Decision decision, int before) {
    try {
      row.add(run, day, decision);
    } catch (RuntimeException e) {
      decisions.cut(before);
      throw e;
    }
  }

  public int size() {
    return places.size();
  }

  public boolean full() {
    return size() == MOST;
  }

  /** The accounts, in the order in which they were added. */
  public List<Long> accounts() {
    return places.stream().map(Place::account).toList();
  }

  /** Each account in a lot of its own. */
  public List<DecisionLot> singles() {
    List<DecisionLot> singles = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      singles.add(single(i));
    }
    return singles;
  }

  private DecisionLot single(int i) {
    boolean last = i == places.size() - 1;
    Place place = places.get(i);
    int decisionEnd = last ? decisions.length() : places.get(i + 1).decision;
    int stateEnd = last ? states.length() : places.get(i + 1).state;
    DecisionLot single =
        new DecisionLot(
            run,
            day,
            decisions.part(place.decision, decisionEnd),
            states.part(place.state, stateEnd));
    single.places.add(new Place(place.account, place.changed, 0, 0));
    return single;
  }

  /** Gives the decisions their ids, from this one on. Returns how many answers changed. */
  int number(long first) {
    long id = first;
    for (Place place : places) {
      if (place.changed) {
        decisions.setFirst(place.decision, id);
        states.setFirst(place.state, id++);
      }
    }
    return (int) (id - first);
  }
}
