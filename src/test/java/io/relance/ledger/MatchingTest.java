package io.relance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ledger.Matching.Debtor;
import io.relance.ledger.Matching.Doubt;
import io.relance.ledger.Matching.Tie;
import io.relance.ledger.Matching.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Debtors 1…9 are of company 1, 11…19 of company 2, and so on. */
class MatchingTest {
  private static final String ONE = "732829320";
  private static final String TWO = "552100554";
  private static final String VAT = "DE136695976";

  @Test
  void anEqualNumberMakesThemOne() {
    var answer = match(debtor(1, ONE, null), debtor(11, ONE, VAT), debtor(21, null, VAT));
    assertThat(answer.ties().values())
        .containsExactly(
            new Tie(1, 1, "siren", ONE), new Tie(11, 1, "siren", ONE), new Tie(21, 1, "vat", VAT));
    assertThat(answer.doubts()).isEmpty();
  }

  @Test
  void branchesAreShownNotMerged() {
    var answer = match(debtor(1, ONE, VAT), debtor(2, ONE, null), debtor(11, ONE, VAT));
    assertThat(answer.ties()).isEmpty();
    assertThat(answer.doubts())
        .containsExactly(
            new Doubt(List.of(1L, 2L, 11L), ONE, "several debtors of one company carry it"));
  }

  @Test
  void oneVatNumberOfSeveralSirensProvesNothing() {
    var answer = match(debtor(1, ONE, VAT), debtor(11, TWO, VAT), debtor(21, ONE, null));
    assertThat(answer.ties()).containsOnlyKeys(1L, 21L);
    assertThat(answer.doubts())
        .containsExactly(new Doubt(List.of(1L, 11L), VAT, "it goes with several SIRENs"));
  }

  @Test
  void theCreditorsOwnNumbersMatchNobody() {
    var debtors = List.of(debtor(1, ONE, null), debtor(11, ONE, null));
    assertThat(Matching.of(debtors, List.of(), Set.of(ONE)).ties()).isEmpty();
  }

  @Test
  void aPersonsWordCountsMoreThanNumbers() {
    var branches = List.of(debtor(1, ONE, null), debtor(2, ONE, null), debtor(11, ONE, null));
    var linked = Matching.of(branches, List.of(new Word(2, 7L), new Word(11, 7L)), Set.of());
    assertThat(linked.ties().values())
        .containsExactly(new Tie(2, 2, "person", ""), new Tie(11, 2, "person", ""));
    assertThat(linked.doubts()).hasSize(1);

    var all =
        Matching.of(branches, List.of(new Word(1, 7L), new Word(2, 7L)), Set.of()).ties().values();
    assertThat(all).extracting(Tie::party).containsExactly(1L, 1L, 1L);
    assertThat(all).extracting(Tie::how).containsExactly("person", "person", "siren");
  }

  @Test
  void whoWasTakenApartStaysApart() {
    var debtors = List.of(debtor(1, ONE, null), debtor(11, ONE, null), debtor(21, ONE, null));
    assertThat(Matching.of(debtors, List.of(new Word(11, null)), Set.of()).ties())
        .containsOnlyKeys(1L, 21L);
    assertThat(Matching.of(debtors, List.of(new Word(404, 1L), new Word(1, 1L)), Set.of()).ties())
        .hasSize(3);
  }

  @Property(tries = 500)
  void neitherOrderNorStrangersChangeTheAnswer(
      @ForAll("books") List<Debtor> debtors, @ForAll("words") List<Word> words, @ForAll int seed) {
    var answer = Matching.of(debtors, words, Set.of());
    var shuffled = new ArrayList<>(debtors);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Matching.of(shuffled, words, Set.of())).isEqualTo(answer);
  }

  @Property(tries = 500)
  void nobodyIsLinkedWithoutAReason(
      @ForAll("books") List<Debtor> debtors, @ForAll("words") List<Word> words) {
    var byId = debtors.stream().collect(Collectors.toMap(Debtor::id, d -> d, (a, b) -> b));
    var said = words.stream().collect(Collectors.toMap(Word::debtor, w -> w, (a, b) -> b));
    Map<Long, List<Debtor>> parties = new HashMap<>();
    Matching.of(byId.values(), said.values(), Set.of())
        .ties()
        .forEach(
            (id, tie) ->
                parties.computeIfAbsent(tie.party(), p -> new ArrayList<>()).add(byId.get(id)));
    parties
        .values()
        .forEach(
            party -> {
              assertThat(party).hasSizeGreaterThan(1);
              var free = party.stream().filter(d -> !said.containsKey(d.id())).toList();
              assertThat(free).extracting(Debtor::company).doesNotHaveDuplicates();
              var sirens = new HashSet<>(free.stream().map(d -> d.ids().siren()).toList());
              sirens.remove(null);
              assertThat(sirens).hasSizeLessThan(2);
              assertThat(party)
                  .noneMatch(d -> said.containsKey(d.id()) && said.get(d.id()).with() == null);
            });
  }

  @Provide
  Arbitrary<List<Debtor>> books() {
    var ids = Arbitraries.of(1, 2, 3, 11, 12, 21, 22, 31);
    var siren = Arbitraries.of(ONE, TWO, "").map(s -> s.isEmpty() ? null : s);
    var vat = Arbitraries.of(VAT, "BE0428759497", "").map(v -> v.isEmpty() ? null : v);
    return Combinators.combine(ids, siren, vat)
        .as(MatchingTest::debtor)
        .list()
        .uniqueElements(Debtor::id)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Word>> words() {
    var ids = Arbitraries.of(1L, 2L, 11L, 12L, 22L, 31L, 99L);
    var with = Arbitraries.of(0L, 1L, 2L).map(w -> w == 0 ? null : w);
    return Combinators.combine(ids, with)
        .as(Word::new)
        .list()
        .uniqueElements(Word::debtor)
        .ofMaxSize(4);
  }

  private static Matching.Answer match(Debtor... debtors) {
    return Matching.of(List.of(debtors), List.of(), Set.of());
  }

  private static Debtor debtor(int id, String siren, String vat) {
    return new Debtor(id, id / 10, new LegalIds(siren, vat));
  }
}
