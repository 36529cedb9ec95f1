package io.relance.settings;

import io.relance.outbox.Channel;
import io.relance.policy.Calendar;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.policy.Segment;
import io.relance.policy.Thanks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** One policy file; how it is written stands at the head of routes/policies/courteous.yaml. */
final class PolicyFile {
  private static final Set<String> KEYS =
      Set.of(
          "policy",
          "order",
          "for",
          "progress",
          "unit",
          "act-level",
          "credits",
          "debtors",
          "after-last",
          "except-payment-methods",
          "calendar",
          "on-reply",
          "thanks",
          "levels");
  private static final Set<String> SEGMENT =
      Set.of(
          "companies",
          "countries",
          "languages",
          "categories",
          "tags",
          "currencies",
          "business",
          "overdue-at-least",
          "days-late-at-least");

  private final Notes notes;
  private final Block block;
  private final Map<String, Channel> channels;

  PolicyFile(Notes notes, Node root, Map<String, Channel> channels) {
    this.notes = notes;
    this.block = new Block(notes, root, "a policy", KEYS);
    this.channels = channels;
  }

  /** Complete unless a mistake was noted. */
  Policy read(String version) {
    var name = block.need("policy", "give it a name: policy: courteous");
    return new Policy(
        name == null ? "" : name.text("[a-z0-9-]{1,40}", "use a-z, 0-9 and -"),
        version,
        block.find("order").map(order -> order.whole(0, 999_999, "0 or more")).orElse(100),
        segment(),
        choice("progress", Policy.Progress.CLIMB),
        choice("unit", Policy.Unit.ACCOUNT),
        choice("act-level", Policy.ActLevel.HIGHEST),
        choice("credits", Policy.Netting.ACCOUNT),
        choice("debtors", Policy.Debtors.SOURCE),
        block.find("after-last").map(PolicyFile::repeat).orElse(new Policy.Repeat(null)),
        texts(block, "except-payment-methods"),
        levels(),
        calendar(),
        choice("on-reply", Policy.OnReply.PAUSE),
        block.find("thanks").map(this::thanks).orElse(null));
  }

  private Thanks thanks(Field field) {
    return LevelBlock.ofThanks(notes, field.value(), channels).thanks();
  }

  private Calendar calendar() {
    var calendar = new CalendarBlock(notes, channels);
    return block.find("calendar").map(calendar::read).orElseGet(calendar::usual);
  }

  private <E extends Enum<E>> E choice(String key, E standing) {
    return block
        .find(key)
        .map(field -> field.choice(standing.getDeclaringClass()))
        .orElse(standing);
  }

  private static Policy.Repeat repeat(Field field) {
    var once = !field.structured() && field.text().equals("once");
    return new Policy.Repeat(
        once ? null : field.whole(1, 3660, "write once, or every how many days: 30"));
  }

  private static Set<String> texts(Block block, String key) {
    return block.find(key).map(field -> field.texts(text -> true, "")).orElse(Set.of());
  }

  /** The line where it is named, for a clash with another file. */
  int line() {
    return block.find("policy").map(field -> Notes.line(field.value())).orElse(0);
  }

  private Segment segment() {
    var field = block.need("for", "say for whom: for: everybody");
    if (field == null) {
      return Segment.EVERYBODY;
    }
    if (field.structured()) {
      return segment(new Block(notes, field.value(), "'for'", SEGMENT));
    }
    if (!field.text().equals("everybody")) {
      field.wrong(
          "'for' must be everybody or a block of conditions", "for example for: {tags: [vip]}");
    }
    return Segment.EVERYBODY;
  }

  private Segment segment(Block who) {
    if (who.list().isEmpty()) {
      notes.add(who.node(), "'for' names no condition", "write for: everybody");
    }
    return new Segment(
        codes(who, "companies", null, "source/key, as in application.properties: acme/1"),
        codes(
            who, "countries", Set.of(Locale.getISOCountries()), "two letters of ISO 3166: FR, BE"),
        codes(who, "languages", Set.of(Locale.getISOLanguages()), "two letters of ISO 639: fr, en"),
        texts(who, "categories"),
        texts(who, "tags"),
        codes(who, "currencies", currencies(), "a code of ISO 4217: EUR, USD"),
        who.find("business").map(Field::yes).orElse(null),
        who.find("overdue-at-least").map(Field::amount).orElse(null),
        who.find("days-late-at-least").map(days -> days.whole(1, 3660, "1 or more")).orElse(null));
  }

  private static Set<String> codes(
      Block who, String key, @Nullable Set<String> known, String remedy) {
    return who.find(key)
        .map(
            field ->
                field.texts(
                    text -> known == null ? text.matches("[^/]+/.+") : known.contains(text),
                    remedy))
        .orElse(Set.of());
  }

  private static Set<String> currencies() {
    return CurrencyUnit.registeredCurrencies().stream()
        .map(CurrencyUnit::getCode)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Level> levels() {
    var field = block.need("levels", "list at least one level");
    var levels = new ArrayList<Level>();
    if (field != null) {
      var nodes = field.nodes();
      for (var node : nodes) {
        levels.add(new LevelBlock(notes, node, channels).read(levels.size() + 1));
      }
      ladder(levels, nodes);
    }
    return levels;
  }

  private void ladder(List<Level> levels, List<Node> nodes) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      var level = levels.get(i);
      var first = names.putIfAbsent(level.name(), Notes.line(nodes.get(i)));
      if (first != null) {
        notes.add(
            nodes.get(i),
            "two levels are named '" + level.name() + "'",
            "rename one; the other is on line " + first);
      }
      if (i < levels.size() - 1 && !level.channels().isEmpty() && level.internal()) {
        notes.add(
            nodes.get(i),
            "level '" + level.name() + "' tells the debtor nothing, so it can never be reached",
            "give it a channel that reaches him, or put its task on the level before");
      }
      if (i > 0 && level.days() <= levels.get(i - 1).days()) {
        notes.add(
            nodes.get(i),
            "level '"
                + level.name()
                + "' comes after one of "
                + levels.get(i - 1).days()
                + " days, yet has "
                + level.days(),
            "order the levels from the earliest day to the latest; mind the sign of days");
      }
    }
    if (!levels.isEmpty() && levels.get(levels.size() - 1).preDue()) {
      notes.add(
          nodes.get(0),
          "every level lies BEFORE the due date: nobody would be reminded of what is late",
          "write days late without a minus");
    }
  }
}
