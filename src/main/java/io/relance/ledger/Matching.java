package io.relance.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which debtors of one creditor's companies are the same: those that a person linked, and those
 * with an equal number. Never two of one company by themselves, never two SIRENs, never whom a
 * person took apart. Pure; the same answer whatever the order.
 */
public final class Matching {
  private final SortedMap<Long, Debtor> debtors = new TreeMap<>();

  /** By debtor: those whom persons put together, and those who are together after all. */
  private final Map<Long, Set<Long>> persons = new HashMap<>();

  private final Map<Long, Set<Long>> parties = new HashMap<>();

  private final Map<Long, Tie> ties = new HashMap<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private final Set<Long> doubted = new HashSet<>();

  /** A debtor as the ledger has it. */
  public record Debtor(long id, long company, LegalIds ids) {}

  /** What a person said: together with all of that number, or, null, with nobody. */
  public record Word(long debtor, @Nullable Long with) {}

  /**
   * One of several that are the same.
   *
   * @param party the smallest id among them
   * @param how person, siren or vat
   * @param why the number, empty when a person said so
   */
  public record Tie(long debtor, long party, String how, String why) {}

  /** Debtors of an equal number that are left alone, and why. */
  public record Doubt(List<Long> debtors, String number, String why) {}

  /** Who belongs together, by debtor; and what a person must decide. */
  public record Answer(SortedMap<Long, Tie> ties, List<Doubt> doubts) {}

  private Matching() {}

  /**
   * Matches.
   *
   * @param own the creditor's own numbers: whoever carries one is not the same for that
   */
  public static Answer of(Collection<Debtor> debtors, Collection<Word> words, Set<String> own) {
    return new Matching().match(debtors, words, own);
  }

  private Answer match(Collection<Debtor> all, Collection<Word> words, Set<String> own) {
    all.forEach(debtor -> debtors.put(debtor.id(), debtor));
    Set<Long> apart = said(words);
    debtors.keySet().forEach(id -> parties.put(id, persons.getOrDefault(id, Set.of(id))));
    byNumber(apart, own, LegalIds::siren).forEach((number, same) -> unite("siren", number, same));
    byNumber(apart, own, LegalIds::vat).forEach((number, same) -> unite("vat", number, same));
    return new Answer(tied(), List.copyOf(doubts));
  }

  /** Returns those who are to be left alone. */
  private Set<Long> said(Collection<Word> words) {
    Set<Long> apart = new HashSet<>();
    Map<Long, Set<Long>> together = new HashMap<>();
    for (Word word : words) {
      if (word.with() == null) {
        apart.add(word.debtor());
      } else if (debtors.containsKey(word.debtor())) {
        together.computeIfAbsent(word.with(), w -> new TreeSet<>()).add(word.debtor());
      }
    }
    for (Set<Long> same : together.values()) {
      same.forEach(id -> persons.put(id, same));
      same.forEach(id -> ties.put(id, new Tie(id, 0, "person", "")));
    }
    return apart;
  }

  private SortedMap<String, List<Long>> byNumber(
      Set<Long> apart, Set<String> own, Function<LegalIds, @Nullable String> number) {
    SortedMap<String, List<Long>> same = new TreeMap<>();
    for (Debtor debtor : debtors.values()) {
      String mine = number.apply(debtor.ids());
      if (mine != null && !own.contains(mine) && !apart.contains(debtor.id())) {
        same.computeIfAbsent(mine, n -> new ArrayList<>()).add(debtor.id());
      }
    }
    same.values().removeIf(ids -> ids.size() < 2);
    return same;
  }

  private void unite(String how, String number, List<Long> same) {
    Set<Long> all = new TreeSet<>();
    same.forEach(id -> all.addAll(parties.get(id)));
    if (parties.get(same.get(0)).size() == all.size()) {
      return;
    }
    String objection = objection(all);
    if (objection == null) {
      all.forEach(id -> parties.put(id, all));
      same.forEach(id -> ties.putIfAbsent(id, new Tie(id, 0, how, number)));
    } else if (doubted.addAll(same)) {
      doubts.add(new Doubt(same, number, objection));
    }
  }

  private @Nullable String objection(Set<Long> all) {
    Map<Long, Set<Long>> companies = new HashMap<>();
    Set<String> sirens = new HashSet<>();
    for (long id : all) {
      Debtor debtor = debtors.get(id);
      Set<Long> person = persons.getOrDefault(id, Set.of(id));
      Set<Long> other = companies.putIfAbsent(debtor.company(), person);
      if (doubted.contains(id) || other != null && !other.equals(person)) {
        return "several debtors of one company carry it";
      } else if (debtor.ids().siren() != null) {
        sirens.add(debtor.ids().siren());
      }
    }
    return sirens.size() > 1 ? "it goes with several SIRENs" : null;
  }

  private SortedMap<Long, Tie> tied() {
    SortedMap<Long, Tie> tied = new TreeMap<>();
    parties.forEach(
        (id, same) -> {
          if (same.size() > 1) {
            Tie tie = ties.get(id);
            tied.put(id, new Tie(id, Collections.min(same), tie.how(), tie.why()));
          }
        });
    return tied;
  }
}
