package io.relance.flow;

import java.util.List;

/** What is about to leave, and whether it was still ours when that was committed. */
final class Leaving<T> {
  private final T what;
  private boolean marked;

  Leaving(T what) {
    this.what = what;
  }

  T what() {
    return what;
  }

  /** Known with the commit; a commit that is tried again says it again. */
  void mark(boolean ours) {
    this.marked = ours;
  }

  static <T> List<T> marked(List<Leaving<T>> all) {
    return all.stream().filter(one -> one.marked).map(Leaving::what).toList();
  }
}
