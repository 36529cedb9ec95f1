package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Decision.Outcome;
import io.relance.policy.Policy.Debtors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Merging loses no item and doubles none, whoever is asked; taken apart, each is as it was. */
class PartyPropertyTest {

  @Provide
  Arbitrary<List<Anything>> several() {
    return Anything.any().list().ofMinSize(2).ofMaxSize(3);
  }

  @Property(tries = 3_000)
  void everyItemIsDecidedOnceAndOneSpeaks(@ForAll("several") List<Anything> several) {
    var policies = with(several.get(0).policies(), Debtors.MERGED);
    var party = party(several);
    var lead = policies.decide(party.get(0), several.get(0).today());
    if (policies.seen(party.get(0), several.get(0).today()) == party.get(0)) {
      return; // no policy takes them together: each is decided by itself
    }
    var mine = new ArrayList<ItemDecision>();
    for (var account : party.subList(1, party.size())) {
      var decision = policies.decide(account, several.get(0).today());
      assertThat(decision.acts()).isEmpty();
      assertThat(decision.outcome()).isEqualTo(Outcome.WAIT);
      assertThat(decision.reason().args()).containsExactly("acme/1", "1");
      mine.addAll(decision.items());
    }
    assertThat(lead.items())
        .extracting(ItemDecision::item)
        .doesNotHaveDuplicates()
        .hasSize(count(party));
    assertThat(lead.items()).containsAll(mine);
    assertThat(mine).hasSize(count(party) - party.get(0).items().size());
  }

  @Property(tries = 3_000)
  void whatIsAskedOfOneIsWhatWasAskedOfAll(@ForAll("several") List<Anything> several) {
    var last = List.of(several.get(0).policies().get("last"));
    var day = several.get(0).today();
    var party = party(several).stream().map(PartyPropertyTest::free).toList();
    party = party.stream().map(account -> account.among(alone(several))).toList();
    var merged = with(Policies.of(last), Debtors.MERGED).decide(party.get(0), day);
    var apart = alone(several).stream().map(a -> Policies.of(last).decide(a, day)).toList();
    assertThat(merged.overdue()).isEqualByComparingTo(sum(apart, Decision::overdue));
    assertThat(merged.credit()).isEqualByComparingTo(sum(apart, Decision::credit));
    assertThat(merged.coming()).isEqualByComparingTo(sum(apart, Decision::coming));
    if (last.get(0).netting() == Policy.Netting.NONE) {
      var open = sum(merged, party);
      assertThat(asked(merged)).isEqualByComparingTo(open);
    }
  }

  @Property(tries = 3_000)
  void eachOfThemIsLookedAtInTime(@ForAll("several") List<Anything> several) {
    for (var debtors : Debtors.values()) {
      var policies = with(several.get(0).policies(), debtors);
      for (var account : party(several)) {
        var decision = policies.decide(account, several.get(0).today());
        assertThat(decision.until()).isAfter(several.get(0).today());
        var end = decision.until();
        for (var day = several.get(0).today();
            day.isBefore(end) && near(day);
            day = day.plusDays(1)) {
          assertThat(policies.decide(account, day).digest())
              .as("%s", day)
              .isEqualTo(decision.digest());
        }
      }
    }
  }

  @Property(tries = 1_000)
  void perSourceOrTakenApartEachIsAsItWas(@ForAll("several") List<Anything> several) {
    var policies = several.get(0).policies();
    var day = several.get(0).today();
    for (var account : party(several)) {
      var alone = policies.decide(account.among(List.of()), day);
      var source = policies.decide(account, day);
      assertThat(source.digest()).isEqualTo(alone.digest());
      assertThat(source.acts()).isEqualTo(alone.acts());
    }
  }

  private static boolean near(LocalDate day) {
    return day.isBefore(LocalDate.parse("2026-07-01"));
  }

  /** Account 1 of acme/1 leads; items have ids of their own. */
  private static List<Account> party(List<Anything> several) {
    var all = new ArrayList<Account>();
    for (int i = 0; i < several.size(); i++) {
      int number = i;
      var account = several.get(i).account();
      var items =
          account.items().stream().map(item -> numbered(item, item.id() + 100L * number)).toList();
      all.add(numbered(account, i + 1L, "acme/" + (i + 1), items));
    }
    return all.stream().map(account -> account.among(all)).toList();
  }

  private static List<Account> alone(List<Anything> several) {
    return party(several).stream().map(a -> free(a).among(List.of())).toList();
  }

  private static int count(List<Account> party) {
    return party.stream().mapToInt(account -> account.items().size()).sum();
  }

  private static BigDecimal sum(List<Decision> all, Function<Decision, BigDecimal> part) {
    return all.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal asked(Decision decision) {
    return decision.acts().stream()
        .map(Decision.Ask::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is open of the items that its acts ask for. */
  private static BigDecimal sum(Decision decision, List<Account> party) {
    return decision.acts().stream()
        .flatMap(
            ask ->
                (ask.purpose() == Decision.Purpose.OVERDUE ? ask.overdue() : ask.coming()).stream())
        .map(
            id ->
                party.stream()
                    .flatMap(account -> account.items().stream())
                    .filter(item -> item.id() == id)
                    .findFirst()
                    .orElseThrow()
                    .open())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Policies with(Policies policies, Debtors debtors) {
    return Policies.of(
        policies.list().stream()
            .map(
                p ->
                    new Policy(
                        p.name(),
                        p.version(),
                        p.order(),
                        p.segment(),
                        p.progress(),
                        p.unit(),
                        p.actLevel(),
                        p.netting(),
                        debtors,
                        p.repeat(),
                        p.excludedPaymentMethods(),
                        p.levels(),
                        p.calendar(),
                        p.onReply(),
                        p.thanks()))
            .toList());
  }

  private static Account numbered(Account a, long id, String company, List<Item> items) {
    return new Account(
        id,
        company,
        a.currency(),
        a.country(),
        a.language(),
        a.category(),
        a.tags(),
        a.business(),
        a.policy(),
        a.paymentMethod(),
        a.excluded(),
        a.dispute(),
        a.holdUntil(),
        a.reach(),
        a.lastContact(),
        items);
  }

  /** Nothing but its items says what becomes of it. */
  private static Account free(Account a) {
    return new Account(
        a.id(),
        a.company(),
        a.currency(),
        a.country(),
        a.language(),
        a.category(),
        a.tags(),
        a.business(),
        null,
        null,
        false,
        false,
        null,
        Reach.byEmail(Reach.Who.ANYBODY),
        null,
        a.items());
  }

  private static Item numbered(Item item, long id) {
    return new Item(
        id,
        item.due(),
        item.open(),
        item.paymentMethod(),
        item.dispute(),
        item.noFollowup(),
        item.inPayment(),
        item.expectedOn(),
        item.policy(),
        item.level(),
        item.occurrence(),
        item.levelOn(),
        item.stepTaken());
  }
}
