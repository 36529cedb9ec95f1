package io.relance.stories;

import io.relance.policy.Account;
import io.relance.policy.Decision;
import io.relance.policy.Item;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.settings.PolicyFiles;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shortest street: the decision and a book in memory; every act is sent at once. */
final class PaperStreet implements Street {
  private final Story story;
  private final Policies policies;
  private final Map<String, Map<String, Object>> debtors = new TreeMap<>();
  private final Map<String, Map<String, Object>> held = new LinkedHashMap<>();
  private final Map<Long, Item> standing = new HashMap<>();
  private final Map<String, LocalDate> contacts = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private LocalDate today = LocalDate.MIN;

  PaperStreet(Story story) {
    this.story = story;
    var shipped = PolicyFiles.read(Path.of("routes/policies"), Set.of("email"));
    this.policies = Policies.of(story.policies().stream().map(shipped::get).toList());
  }

  @Override
  public void given(Map<String, Object> change) {
    if (change.get("item") != null) {
      held.computeIfAbsent(String.valueOf(change.get("item")), k -> new HashMap<>()).putAll(change);
    } else {
      debtors
          .computeIfAbsent(String.valueOf(change.get("debtor")), k -> new HashMap<>())
          .putAll(change);
    }
  }

  @Override
  public List<Sent> run(Instant at) {
    today = LocalDate.ofInstant(at, story.zone());
    var sent = new ArrayList<Sent>();
    reasons.clear();
    for (var debtor : debtors.keySet()) {
      var decision = policies.decide(account(debtor), today);
      reasons.put(debtor, decision.reason().code().text());
      for (var ask : decision.acts()) {
        sent.add(send(debtor, decision, ask));
      }
    }
    return sent;
  }

  private Sent send(String debtor, Decision decision, Decision.Ask ask) {
    contacts.put(debtor, today);
    for (var step : ask.steps()) {
      var item = standing.get(step.item());
      standing.put(item.id(), reached(item, step.level(), step.occurrence(), today));
    }
    var keys = new TreeSet<String>();
    ask.overdue().forEach(id -> keys.add(key(id)));
    ask.coming().forEach(id -> keys.add(key(id)));
    Policy policy = decision.policy();
    return new Sent(debtor, policy.level(ask.level()).name(), ask.amount().toPlainString(), keys);
  }

  private String key(long id) {
    return held.keySet().stream().filter(key -> id(key) == id).findFirst().orElseThrow();
  }

  private static long id(String key) {
    return key.hashCode();
  }

  private Account account(String name) {
    var debtor = debtors.get(name);
    var items = new ArrayList<Item>();
    for (var item : held.values()) {
      if (item.get("debtor").equals(name)) {
        refresh(item);
        var open = standing.get(id(String.valueOf(item.get("item"))));
        if (open.open().signum() != 0) {
          items.add(open);
        }
      }
    }
    var hold = debtor.get("holdUntil");
    return new Account(
        1,
        "acme/1",
        "EUR",
        null,
        null,
        null,
        debtor.get("tags") instanceof List<?> tags
            ? Set.copyOf(tags.stream().map(Object::toString).toList())
            : Set.of(),
        null,
        (String) debtor.get("policy"),
        (String) debtor.get("paymentMethod"),
        yes(debtor, "excluded"),
        yes(debtor, "dispute"),
        hold == null ? null : LocalDate.parse(hold.toString()),
        !"none".equals(debtor.get("email")),
        contacts.get(name),
        items);
  }

  private static boolean yes(Map<String, Object> map, String key) {
    return "yes".equals(map.get(key));
  }

  /** What the ERP says now, with the level reached; an item that reopens starts a new cycle. */
  private void refresh(Map<String, Object> told) {
    long id = id(String.valueOf(told.get("item")));
    var open = new BigDecimal(String.valueOf(told.get("open")));
    var known = standing.get(id);
    boolean fresh = known == null || (known.open().signum() == 0 && open.signum() != 0);
    standing.put(
        id,
        new Item(
            id,
            LocalDate.parse(String.valueOf(told.get("due"))),
            open,
            null,
            yes(told, "dispute"),
            false,
            false,
            null,
            null,
            fresh ? 0 : known.level(),
            fresh ? 0 : known.occurrence(),
            fresh ? null : known.levelOn(),
            0));
  }

  private static Item reached(Item item, int level, int occurrence, LocalDate on) {
    return new Item(
        item.id(),
        item.due(),
        item.open(),
        null,
        item.dispute(),
        false,
        false,
        null,
        null,
        Math.max(item.level(), level),
        Math.max(item.occurrence(), occurrence),
        on,
        0);
  }

  @Override
  public Map<String, String> reasons() {
    return reasons;
  }

  @Override
  public Map<String, String> markers() {
    var markers = new HashMap<String, String>();
    var policy = policies.list().get(0);
    for (var debtor : debtors.keySet()) {
      account(debtor).items().stream()
          .filter(item -> item.due().isBefore(today))
          .mapToInt(Item::level)
          .max()
          .ifPresent(level -> mark(markers, policy, debtor, level));
    }
    return markers;
  }

  private static void mark(Map<String, String> markers, Policy policy, String debtor, int level) {
    var marker = level == 0 ? null : policy.level(level).marker();
    if (marker != null) {
      markers.put(debtor, marker);
    }
  }

  @Override
  public void close() {}
}
