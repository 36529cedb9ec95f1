package io.relance.settings;

import io.relance.outbox.Channel;
import io.relance.policy.Level;
import io.relance.policy.Reaches;
import io.relance.policy.Thanks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One level of a policy file. */
final class LevelBlock {
  private static final Set<String> KEYS =
      Set.of("name", "days", "marker", "wait", "minimum", "deadline", "approval", "channels");
  private static final Set<String> THANKS = Set.of("name", "within", "channels");
  private static final Set<String> ROLES = Set.of("billing", "dunning", "executive", "general");

  private static final Set<String> ATTACHED =
      new TreeSet<>(Set.of("letter", "statement", "documents"));

  private static final String TEMPLATE = "[a-z0-9-]{1,60}";
  private static final String WITHIN = "days since the payment, 1 to 30";
  private static final String WAIT =
      "write 1 or more: a debtor is never contacted twice on one day";

  private final Notes notes;
  private final Block block;
  private final Map<String, Channel> channels;
  private final Map<Node, Level.Channel> said = new LinkedHashMap<>();
  private final Map<Node, Level.Channel> fallbacks = new LinkedHashMap<>();

  LevelBlock(Notes notes, Node node, Map<String, Channel> channels) {
    this(notes, new Block(notes, node, "a level", KEYS), channels);
  }

  private LevelBlock(Notes notes, Block block, Map<String, Channel> channels) {
    this.notes = notes;
    this.block = block;
    this.channels = channels;
  }

  /** The block 'thanks' of a policy: a level of rank 0. */
  static LevelBlock ofThanks(Notes notes, Node node, Map<String, Channel> channels) {
    return new LevelBlock(notes, new Block(notes, node, "'thanks'", THANKS), channels);
  }

  /** Complete unless a mistake was noted. */
  Thanks thanks() {
    int within = block.find("within").map(days -> days.whole(1, 30, WITHIN)).orElse(10);
    var name = block.find("name").map(LevelBlock::name).orElse("Thanks");
    var said = channels();
    if (said.stream().anyMatch(channel -> inside(channel) || attached(channel))) {
      notes.add(
          block.node(),
          "thanks are said to the debtor, with nothing attached",
          "name channels that reach him: - {email: thanks, to: billing}");
    }
    return new Thanks(
        within, named(new Level(Thanks.RANK, name, null, 0, 1, Map.of(), null, false, said)));
  }

  private boolean inside(Level.Channel channel) {
    return channels.containsKey(channel.name()) && !channel.reaches().debtor();
  }

  private static boolean attached(Level.Channel channel) {
    return !channel.attach().isEmpty();
  }

  private static String name(Field field) {
    return field.text("[^|\\p{Cntrl}]{1,60}", "60 letters at most, no |");
  }

  /** Complete unless a mistake was noted. */
  Level read(int rank) {
    var name = block.need("name", "give it one that people read, for example Friendly");
    var days = block.need("days", "say how many days from the due date: -10 before it, 10 late");
    var level =
        new Level(
            rank,
            name == null ? "" : name(name),
            block
                .find("marker")
                .map(marker -> marker.text("[A-Za-z0-9-]{1,12}", "use letters, digits, -: R1"))
                .orElse(null),
            days == null ? 0 : days(days),
            block.find("wait").map(wait -> wait.whole(1, 365, WAIT)).orElse(1),
            block.find("minimum").map(this::minimum).orElse(Map.of()),
            block
                .find("deadline")
                .map(given -> given.whole(1, 365, "days, 1 or more"))
                .orElse(null),
            block.find("approval").map(Field::yes).orElse(false),
            channels());
    sign(level);
    return named(level);
  }

  /** With the templates that it names noted. */
  private Level named(Level level) {
    said.forEach((node, channel) -> notes.template(node, level, channel));
    fallbacks.forEach((node, channel) -> notes.template(node, level, channel));
    return level;
  }

  private static int days(Field field) {
    return field.whole(
        -366,
        3660,
        "write 10 for ten days late, -10 for ten days before the due date, without words or +");
  }

  /** Days late written with a minus would leave before the due date: the classic accident. */
  private void sign(Level level) {
    if (!level.preDue()) {
      return;
    }
    int days = -level.days();
    var before = "'days: -" + days + "' is " + days + " days BEFORE the due date";
    var late = "write 'days: " + days + "' if " + days + " days late was meant";
    if (days > 45) {
      notes.add(days(), before + ", which is hardly meant", late + "; at most 45 before");
    } else if (level.marker() != null || level.deadline() != null) {
      var part = level.marker() != null ? "marker" : "deadline";
      notes.add(
          days(),
          before + ", where nothing is late, yet it has a " + part,
          late + ", else remove the " + part);
    }
  }

  private Node days() {
    return block.find("days").map(Field::value).orElse(block.node());
  }

  private Map<String, BigDecimal> minimum(Field field) {
    var minimum = new LinkedHashMap<String, BigDecimal>();
    for (var amount : new Block(notes, field.value(), "'minimum'", Set.of()).list()) {
      minimum.put(amount.key(), amount(amount));
    }
    return Map.copyOf(minimum);
  }

  private static BigDecimal amount(Field field) {
    var amount = field.amount();
    try {
      int places = CurrencyUnit.of(field.key()).getDecimalPlaces();
      if (amount.stripTrailingZeros().scale() > places) {
        field.wrong(
            field.key() + " has " + places + " decimals, not those of " + amount.toPlainString(),
            "round it");
      }
    } catch (IllegalCurrencyException e) {
      field.wrong(
          "'" + field.key() + "' is no currency", "use a code of ISO 4217: EUR, USD, CHF, JPY");
    }
    return amount;
  }

  private List<Level.Channel> channels() {
    var field = block.need("channels", "name at least one: - {email: friendly, to: billing}");
    var read = new ArrayList<Level.Channel>();
    if (field != null) {
      var once = new HashSet<String>();
      for (var node : field.nodes()) {
        var channel = channel(node);
        read.add(channel);
        if (channels.containsKey(channel.name()) && channel.template().matches(TEMPLATE)) {
          said.put(node, channel);
          if (channel.fallback() != null) {
            fallbacks.put(node, channel.fallback());
          }
        }
        if (!once.add(channel.name() + "/" + channel.role()) && !channel.name().isEmpty()) {
          notes.add(
              node, "channel " + channel.name() + " to " + channel.role() + " twice", "keep one");
        }
      }
    }
    return read;
  }

  private Level.Channel channel(Node node) {
    String name = "";
    String template = "";
    String role = "billing";
    String fallback = "";
    List<String> attach = List.of();
    for (var field : new Block(notes, node, "a channel", Set.of()).list()) {
      switch (field.key()) {
        case "to" ->
            role =
                field.text(String.join("|", ROLES), "one of billing, dunning, executive, general");
        case "else" -> fallback = fallback(field);
        case "attach" -> attach = attached(field);
        default -> {
          if (!name.isEmpty()) {
            field.wrong("two channels in one entry", "start a new '- ' line for " + field.key());
          } else {
            name = known(field, field.key());
            template = field.text(TEMPLATE, "the template's file name without .ftl: a-z, 0-9, -");
          }
        }
      }
    }
    if (name.isEmpty() && node instanceof MappingNode) {
      notes.add(node, "a channel without its name", "write - {email: friendly, to: billing}");
    }
    return new Level.Channel(
        name,
        reaches(name),
        template,
        role,
        fallback.isEmpty() ? null : new Level.Channel(fallback, reaches(fallback), template, role),
        attach);
  }

  private String fallback(Field field) {
    String name = known(field, field.text(".*", "the name of a channel"));
    if (channels.containsKey(name) && !reaches(name).debtor()) {
      field.wrong(
          "'else: " + name + "' tells the debtor nothing, so it cannot take a message's place",
          "name a channel that reaches him; put the task on a line of its own");
    }
    return name;
  }

  private Reaches reaches(String channel) {
    return channels.containsKey(channel) ? channels.get(channel).reaches() : Reaches.NOBODY;
  }

  private static List<String> attached(Field field) {
    return List.copyOf(
        new TreeSet<>(field.texts(ATTACHED::contains, "any of " + String.join(", ", ATTACHED))));
  }

  private String known(Field field, String name) {
    if (!channels.containsKey(name)) {
      field.wrong(
          "unknown channel '" + name + "'",
          channels.isEmpty()
              ? "there is no route routes/send-" + name + ".camel.yaml"
              : "did you mean "
                  + Nearest.of(name, channels.keySet())
                  + "? A channel is a route"
                  + " routes/send-CHANNEL.camel.yaml");
    }
    return name;
  }
}
