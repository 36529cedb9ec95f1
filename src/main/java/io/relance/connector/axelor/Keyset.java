package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** All rows of a search by ascending id, batch after batch, each asked for when it is wanted. */
final class Keyset implements Iterator<List<ObjectNode>> {
  private final Talk talk;
  private final Question question;
  private final int size;
  private long last;
  private long total = -1;
  private boolean more = true;

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
    Talk.Found found = talk.search(question.after(last).limit(size));
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
    return found.rows();
  }
}
