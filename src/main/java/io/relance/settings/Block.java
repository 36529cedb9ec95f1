package io.relance.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One mapping of a YAML file, read key by key. Whatever is wrong is noted with its line and reading
 * goes on, so that a person gets all mistakes at once.
 */
final class Block {
  private final Notes notes;
  private final Node node;
  private final String what;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /**
   * Notes keys that stand twice and keys that are none of these.
   *
   * @param what this is, for people: "a level"
   */
  Block(Notes notes, Node node, String what, Set<String> known) {
    this.notes = notes;
    this.node = node;
    this.what = what;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> add(entry, known));
    } else {
      notes.add(
          node, what + " must be a block of key: value lines", "see the head of courteous.yaml");
    }
  }

  private void add(NodeTuple entry, Set<String> known) {
    var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    if (!known.isEmpty() && !known.contains(key)) {
      notes.add(
          entry.getKeyNode(),
          "unknown key '" + key + "' in " + what,
          "did you mean " + Nearest.of(key, known) + "? Known here: " + new TreeSet<>(known));
      return;
    }
    var first = fields.putIfAbsent(key, new Field(notes, key, entry.getValueNode()));
    if (first != null) {
      notes.add(
          entry.getKeyNode(),
          "'" + key + "' stands twice in " + what,
          "keep one; the other is on line " + Notes.line(first.value()));
    }
  }

  /** The field, noted as missing when it is not there. */
  @Nullable Field need(String key, String remedy) {
    var field = fields.get(key);
    if (field == null && node instanceof MappingNode) {
      notes.add(node, what + " has no '" + key + "'", remedy);
    }
    return field;
  }

  Optional<Field> find(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  List<Field> list() {
    return List.copyOf(fields.values());
  }

  Node node() {
    return node;
  }
}
