package io.relance.settings;

import io.relance.policy.Level;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The mistakes of one file, as they are found, and the templates that it names. */
record Notes(String file, List<Mistake> found, List<NamedTemplate> templates) {
  Notes(String file) {
    this(file, new ArrayList<>(), new ArrayList<>());
  }

  void template(Node at, Level level, Level.Channel channel) {
    templates.add(new NamedTemplate(file, line(at), level, channel));
  }

  void add(Node at, String what, String remedy) {
    add(line(at), what, remedy);
  }

  void add(int line, String what, String remedy) {
    found.add(new Mistake(file, line, what, remedy));
  }

  /** 1-based. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
