package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Pages made of batches of rows; a batch is read when the pages before it were taken. */
final class Batches<B> implements Iterator<Page> {
  private final Iterator<B> batches;
  private final Function<B, List<Page>> pages;
  private final Deque<Page> ready = new ArrayDeque<>();

  Batches(Iterator<B> batches, Function<B, List<Page>> pages) {
    this.batches = batches;
    this.pages = pages;
  }

  /** One page of these rows, none when there are none. */
  static List<Page> page(String type, Collection<ObjectNode> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    ArrayNode array = Rows.array();
    array.addAll(rows);
    return List.of(new Page(type, array));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && batches.hasNext()) {
      ready.addAll(pages.apply(batches.next()));
    }
    return !ready.isEmpty();
  }

  @Override
  public Page next() {
    hasNext();
    return ready.removeFirst();
  }
}
