package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a search by ascending id, batch after batch. The next one is asked for while this one
 * is mapped and taken, for most of the time is Axelor's.
 */
final class Keyset implements Iterator<List<ObjectNode>> {
  private final Talk talk;
  private final Question question;
  private final int size;
  private long last;
  private long total = -1;
  private boolean more = true;
  private @Nullable Future<Talk.Found> ahead;

  Keyset(Talk talk, Question question) {
    this.talk = talk;
    this.question = question;
    this.size = talk.access().pageSize();
  }

  /** How many there were when it began; known after the first batch. */
  long total() {
    return total;
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public List<ObjectNode> next() {
    if (!more) {
      throw new NoSuchElementException("no row is left");
    }
    Talk.Found found = ahead == null ? ask() : come(ahead);
    total = total < 0 ? found.total() : total;
    more = found.rows().size() < found.total();
    for (ObjectNode row : found.rows()) {
      long id = Rows.id(row, "id");
      if (id <= last) {
        throw talk.troubles(question.wanted().name() + "/search")
            .lies("row " + id + " came after row " + last + ", not in the order asked for");
      }
      last = id;
    }
    ahead = more ? talk.ahead(this::ask) : null;
    return found.rows();
  }

  private Talk.Found ask() {
    return talk.search(question.after(last).limit(size));
  }

  private static Talk.Found come(Future<Talk.Found> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException trouble
          ? trouble
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while a page of Axelor was awaited", e);
    }
  }
}
