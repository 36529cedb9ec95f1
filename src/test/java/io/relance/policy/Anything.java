package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Any policies and any account, from one seed each: wild, but such as the loader lets through. */
record Anything(Policies policies, Account account, LocalDate today) {
  private static final LocalDate BASE = LocalDate.parse("2026-02-20");

  static Arbitrary<Anything> any() {
    return Arbitraries.longs().map(seed -> new Maker(new Random(seed)).make());
  }

  /** Takes every choice from one source of chance. */
  private record Maker(Random random) {
    Anything make() {
      var last = policy("last", 9, Segment.EVERYBODY);
      var policies = chance(4) ? List.of(policy("first", 1, segment()), last) : List.of(last);
      return new Anything(Policies.of(policies), account(), BASE.plusDays(random.nextInt(60)));
    }

    private Policy policy(String name, int order, Segment segment) {
      var policy =
          new Policy(
              name,
              "v",
              order,
              segment,
              pick(Policy.Progress.values()),
              pick(Policy.Unit.values()),
              pick(Policy.ActLevel.values()),
              pick(Policy.Netting.values()),
              new Policy.Repeat(chance(3) ? 1 + random.nextInt(20) : null),
              Set.of("debit"),
              levels());
      var spaced = chance(2) ? policy : Sample.with(policy, calendar());
      return chance(2) ? spaced : Sample.thanking(spaced);
    }

    private Calendar calendar() {
      var most =
          chance(2) ? new Calendar.Most(1 + random.nextInt(3), 1 + random.nextInt(30)) : null;
      return new Calendar(Set.of(), false, Map.of(), most, random.nextInt(12));
    }

    private Segment segment() {
      var amount = chance(2) ? new BigDecimal(random.nextInt(300)) : null;
      var days = amount == null ? random.nextInt(40) : null;
      return new Segment(
          Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, amount, days);
    }

    private List<Level> levels() {
      var days = new TreeSet<Integer>();
      days.add(random.nextInt(40));
      for (int i = random.nextInt(5); i > 0; i--) {
        days.add(random.nextInt(70) - 20);
      }
      var levels = new ArrayList<Level>();
      for (int day : days) {
        levels.add(level(levels.size() + 1, day));
      }
      return levels;
    }

    private Level level(int rank, int days) {
      Map<String, BigDecimal> minimum =
          chance(3) ? Map.of("EUR", new BigDecimal(random.nextInt(200))) : Map.of();
      var channel = new Level.Channel("email", Reaches.EMAIL, "t", "billing");
      int wait = 1 + random.nextInt(7);
      return new Level(rank, "L" + rank, null, days, wait, minimum, null, false, List.of(channel));
    }

    private Account account() {
      var items = new ArrayList<Item>();
      for (int i = random.nextInt(7); i > 0; i--) {
        items.add(item(i));
      }
      var last = chance(2) ? day() : null;
      var account =
          new Account(
              1,
              "acme/1",
              "EUR",
              "FR",
              "fr",
              null,
              Set.of(),
              null,
              chance(30) ? "nowhere" : null,
              chance(30) ? "debit" : null,
              chance(40),
              chance(40),
              chance(8) ? day() : null,
              chance(10) ? Reach.NOBODY : Reach.byEmail(Reach.Who.ANYBODY),
              last,
              items);
      return account.contacted(contacted(last)).held(holds()).paid(paid());
    }

    private List<Paid> paid() {
      var paid = new ArrayList<Paid>();
      for (int i = chance(3) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
        var policy = chance(8) ? "gone" : chance(3) ? "first" : "last";
        paid.add(new Paid(100 + i, day(), new BigDecimal(i), day(), policy));
      }
      return paid;
    }

    private List<Hold> holds() {
      return chance(8)
          ? List.of(new Hold(pick(Hold.Why.values()), day(), chance(2) ? day() : null, "a | b"))
          : List.of();
    }

    private List<LocalDate> contacted(@Nullable LocalDate last) {
      var days = new ArrayList<LocalDate>();
      for (var day = last; day != null && days.size() < 4; ) {
        days.add(day);
        day = chance(3) ? null : day.minusDays(1 + random.nextInt(15));
      }
      return days;
    }

    private Item item(long id) {
      var cents = BigDecimal.valueOf(random.nextInt(30_000) + 1, 2);
      int level = chance(2) ? random.nextInt(6) : 0;
      return new Item(
          id,
          day(),
          chance(6) ? cents.negate() : cents,
          chance(20) ? "Debit" : null,
          chance(15),
          chance(20),
          chance(20),
          chance(8) ? day() : null,
          level == 0 ? null : "last",
          level,
          level == 0 ? 0 : random.nextInt(3),
          level == 0 || chance(9) ? null : BASE.minusDays(random.nextInt(20)),
          chance(20) ? level + 1 : 0,
          chance(2) ? day() : null);
    }

    private LocalDate day() {
      return BASE.plusDays(random.nextInt(90) - 40);
    }

    private boolean chance(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(T[] values) {
      return values[random.nextInt(values.length)];
    }
  }

  Decision decide(LocalDate day) {
    return policies.decide(account, day);
  }

  @Nullable Item find(long id) {
    return account.items().stream().filter(item -> item.id() == id).findFirst().orElse(null);
  }
}
