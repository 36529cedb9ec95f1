package io.relance.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Input refused whole, with every mistake in it. */
public final class Mistakes extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Mistake> all;

  public Mistakes(List<Mistake> all) {
    super(all.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.all = List.copyOf(all);
  }

  /** All of them, in the order in which they were found. */
  public List<Mistake> all() {
    return all;
  }

  /** Throws when there is at least one. */
  public static void throwIfAny(List<Mistake> found) {
    if (!found.isEmpty()) {
      throw new Mistakes(found);
    }
  }
}
