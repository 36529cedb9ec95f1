package io.relance.flow;

import io.relance.policy.Reason;
import io.relance.policy.Words;
import io.relance.store.ExplainStore;
import io.relance.store.ExplainStore.Found;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Puts what is written about an account into words. */
public final class Explaining {
  private static final Set<String> WAITING =
      Set.of("planned", "approved", "queued", "failed", "uncertain");

  private final ExplainStore store;
  private final Clock clock;

  public Explaining(ExplainStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Everything that this key means, an explanation per account; empty when it means nothing.
   *
   * @param key an item's key, an invoice number, a debtor's key or reference, or an account's id
   */
  public List<Explanation> of(String key, Locale locale) {
    var meant = new TreeMap<Long, List<Found>>();
    store.find(key).forEach(f -> meant.computeIfAbsent(f.account(), a -> new ArrayList<>()).add(f));
    return meant.entrySet().stream()
        .map(entry -> new Telling(entry.getKey(), entry.getValue(), Words.in(locale)).tell())
        .toList();
  }

  /** One account. */
  private final class Telling {
    private final ExplainStore.Owner owner;
    private final List<ExplainStore.Interval> decisions;
    private final List<ExplainStore.Line> lines;
    private final Set<Long> wanted;
    private final Words words;
    private final LocalDate today;

    Telling(long account, List<Found> found, Words words) {
      this.owner = store.owner(account);
      this.decisions = store.decisions(account);
      this.lines = store.items(account);
      this.words = words;
      this.today = LocalDate.ofInstant(clock.instant(), ZoneId.of(owner.zone()));
      boolean all = found.stream().anyMatch(one -> one.item() == null);
      this.wanted =
          all
              ? lines.stream().map(ExplainStore.Line::id).collect(Collectors.toSet())
              : found.stream()
                  .map(Found::item)
                  .filter(Objects::nonNull)
                  .collect(Collectors.toSet());
    }

    Explanation tell() {
      return new Explanation(
          owner.company(),
          owner.companyName(),
          owner.outward(),
          owner.id(),
          owner.debtor(),
          owner.name(),
          owner.currency(),
          owner.marker(),
          owner.lastContact(),
          owner.reviewOn(),
          store.party(owner.id()),
          decisions.stream().map(this::interval).toList(),
          lines.stream()
              .filter(line -> wanted.contains(line.id()))
              .map(this::item)
              .filter(item -> item.books() == null || !item.reasons().isEmpty())
              .toList(),
          acts(),
          store.mails(owner.id()),
          store.noted(owner.id()));
    }

    private Explanation.Interval interval(ExplainStore.Interval decision) {
      return new Explanation.Interval(
          decision.from(),
          decision.to(),
          decision.policy(),
          decision.version(),
          decision.outcome(),
          decision.level(),
          decision.reason().code().text(),
          say(decision.reason(), decision.from(), decision.to()),
          exact(decision.overdue()),
          exact(decision.credit()),
          exact(decision.coming()));
    }

    /** With the decimals of the currency, or more where it has more. */
    private BigDecimal exact(BigDecimal amount) {
      var bare = amount.stripTrailingZeros();
      return bare.setScale(
          Math.max(CurrencyUnit.of(owner.currency()).getDecimalPlaces(), bare.scale()));
    }

    /** Days late are counted to the day of the decision, or to today while it holds. */
    private String say(Reason reason, LocalDate from, @Nullable LocalDate to) {
      return words.of(reason, owner.currency(), to == null && today.isAfter(from) ? today : from);
    }

    private Explanation.Item item(ExplainStore.Line line) {
      return new Explanation.Item(
          line.number(),
          line.key(),
          line.kind(),
          line.due(),
          exact(line.open()),
          line.settledAs(),
          line.cycle(),
          line.level(),
          line.levelOn(),
          line.startLevel() == 0 ? null : words.start(line.startLevel(), line.startOn()),
          line.books(),
          reasons(line.id()));
    }

    /** Equal neighbours are one interval: the account's answer may change without the item's. */
    private List<Explanation.ItemInterval> reasons(long item) {
      var told = new ArrayList<Explanation.ItemInterval>();
      ExplainStore.ItemReason held = null;
      LocalDate from = LocalDate.MIN;
      for (var decision : decisions) {
        var now =
            decision.items().stream().filter(one -> one.item() == item).findFirst().orElse(null);
        if (!Objects.equals(now, held)) {
          if (held != null) {
            told.add(reason(held, from, decision.from()));
          }
          held = now;
          from = decision.from();
        }
      }
      if (held != null) {
        told.add(reason(held, from, null));
      }
      return told;
    }

    private Explanation.ItemInterval reason(
        ExplainStore.ItemReason held, LocalDate from, @Nullable LocalDate to) {
      return new Explanation.ItemInterval(
          from,
          to,
          held.level(),
          held.reason().code().text(),
          say(held.reason(), from, to),
          held.next());
    }

    private List<Explanation.Act> acts() {
      Map<Long, String> numbers =
          lines.stream()
              .collect(Collectors.toMap(ExplainStore.Line::id, ExplainStore.Line::number));
      return store.acts(owner.id()).stream()
          .filter(act -> act.items().stream().anyMatch(wanted::contains))
          .map(act -> act(act, numbers))
          .toList();
    }

    private Explanation.Act act(ExplainStore.Sending act, Map<Long, String> numbers) {
      return new Explanation.Act(
          act.id(),
          act.businessDay(),
          act.level(),
          act.levelName(),
          act.channel(),
          act.purpose(),
          act.recipient(),
          exact(act.asked()),
          act.state(),
          note(act),
          act.items().stream().map(item -> numbers.getOrDefault(item, "#" + item)).toList(),
          act.run(),
          act.messageId());
    }

    private String note(ExplainStore.Sending act) {
      var notes = new ArrayList<String>();
      if (keptByItsHours(act)) {
        notes.add(act.waits());
      }
      if (act.redirected()) {
        notes.add("a rehearsal: the debtor heard nothing");
      }
      switch (act.state()) {
        case "planned" -> notes.add(act.approval() ? "waits for approval" : "waits for its run");
        case "uncertain" ->
            notes.add(
                "NOT KNOWN whether it arrived: the connection ended before the answer, begun "
                    + act.sendingAt());
        case "failed" -> notes.add("attempt " + act.attempts() + " failed, tried again");
        case "sent", "delivered" -> notes.add(sent(act));
        default -> {}
      }
      if (act.openedAt() != null) {
        notes.add("opened " + act.openedAt() + ", by a person or a machine");
      }
      if (act.clickedAt() != null) {
        notes.add("a link in it followed " + act.clickedAt() + ", by a person or a machine");
      }
      if (act.resent() > 0) {
        notes.add("sent again " + act.resent() + " time(s) after an uncertain attempt, same bytes");
      }
      if (act.approvedBy() != null) {
        notes.add("approved by " + act.approvedBy());
      }
      if (act.cause() != null) {
        notes.add(act.cause());
      }
      if (act.needsPerson()) {
        notes.add(Settling.remedy(act.id()));
      }
      return String.join("; ", notes);
    }

    /** With what the channel answered: a letter's file, a relay's queue id. */
    private static String sent(ExplainStore.Sending act) {
      boolean silent = act.receipt() == null || act.receipt().isBlank();
      return "sent "
          + act.sentAt()
          + (silent ? "" : ", answered \"" + act.receipt().strip() + "\"");
    }

    private boolean keptByItsHours(ExplainStore.Sending act) {
      return act.opensAt() != null
          && act.opensAt().isAfter(clock.instant())
          && WAITING.contains(act.state());
    }
  }
}
