package io.relance.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One key with its value. Each reading notes a mistake when the value is not what it must be, and
 * answers something harmless so that reading can go on.
 */
record Field(Notes notes, String key, Node value) {

  void wrong(String what, String remedy) {
    notes.add(value, what, remedy);
  }

  /** A text without line breaks. */
  String text() {
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    wrong("'" + key + "' must be a word or a text", "write one after '" + key + ": '");
    return "";
  }

  /** A text that this pattern matches whole. */
  String text(String pattern, String remedy) {
    var text = text();
    if (!text.isEmpty() && !text.matches(pattern)) {
      wrong("'" + key + "' cannot be '" + text + "'", remedy);
    }
    return text;
  }

  /** A whole number, plain: 10 or -10. */
  int whole(int least, int most, String remedy) {
    var text = text();
    if (!text.matches("-?\\d{1,6}")) {
      if (!text.isEmpty()) {
        wrong("'" + key + "' must be a whole number, not '" + text + "'", remedy);
      }
      return least;
    }
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      wrong("'" + key + "' is " + number + ", out of " + least + " to " + most, remedy);
    }
    return number;
  }

  boolean yes() {
    var text = text();
    if (!text.isEmpty() && !text.equals("yes") && !text.equals("no")) {
      wrong("'" + key + "' must be yes or no, not '" + text + "'", "write yes or no");
    }
    return text.equals("yes");
  }

  /** An amount that is not negative. */
  BigDecimal amount() {
    var text = text();
    if (text.matches("\\d{1,15}(\\.\\d{1,3})?")) {
      return new BigDecimal(text);
    }
    if (!text.isEmpty()) {
      wrong(
          "'" + key + "' must be an amount, not '" + text + "'",
          "write digits with a decimal point, for example 50.00");
    }
    return BigDecimal.ZERO;
  }

  /** One of these words, which stand for the constants of an enum in lower case. */
  <E extends Enum<E>> E choice(Class<E> constants) {
    var words =
        Arrays.stream(constants.getEnumConstants())
            .collect(
                Collectors.toMap(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'), e -> e));
    return one(words);
  }

  /** What one of these words stands for. */
  <E> E one(Map<String, E> words) {
    var text = text();
    var found = words.get(text);
    if (found != null) {
      return found;
    }
    var nearest = Nearest.of(text, words.keySet());
    if (!text.isEmpty()) {
      var all = words.keySet().stream().sorted().collect(Collectors.joining(" or "));
      wrong(
          "'" + key + "' must be " + all + ", not '" + text + "'", "did you mean " + nearest + "?");
    }
    return words.get(nearest);
  }

  /** A list of texts, each of which must pass. */
  Set<String> texts(Predicate<String> good, String remedy) {
    var texts = new LinkedHashSet<String>();
    for (var node : nodes()) {
      var entry = new Field(notes, key, node);
      var text = entry.text();
      if (!text.isEmpty() && !good.test(text)) {
        entry.wrong("'" + key + "' cannot hold '" + text + "'", remedy);
      } else if (!text.isEmpty() && !texts.add(text)) {
        entry.wrong("'" + text + "' stands twice in '" + key + "'", "keep one");
      }
    }
    return texts;
  }

  /** The entries of a list; at least one. */
  List<Node> nodes() {
    if (value instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue();
    }
    wrong("'" + key + "' must be a list", "write [one, other], or one '- ' line for each");
    return List.of();
  }

  /** Whether the value is a list or block rather than a word. */
  boolean structured() {
    return Stream.of(value).noneMatch(ScalarNode.class::isInstance);
  }
}
