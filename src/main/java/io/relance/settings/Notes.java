package io.relance.settings;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The mistakes of one file, as they are found. */
record Notes(String file, List<Mistake> found) {
  Notes(String file) {
    this(file, new ArrayList<>());
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
