package io.relance.connector.sageactive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One list, page by page, in the manner of Relay. Its cursors are places, so what is put in or
 * taken out meanwhile moves the others: proven by {@code totalCount}, as many different nodes came
 * as there are; else it is read again from its beginning, three times at most.
 */
final class Connection implements Iterator<List<ObjectNode>> {
  private static final int PASSES = 3;

  private final Talk talk;
  private final String question;
  private final String operation;
  private final String where;
  private final Set<String> seen = new HashSet<>();
  private @Nullable String after;
  private int passes = 1;
  private int pages;
  private boolean more = true;

  /** See {@link Talk#ask}. */
  Connection(Talk talk, String question, String operation, String where) {
    this.talk = talk;
    this.question = question;
    this.operation = operation;
    this.where = where;
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public List<ObjectNode> next() {
    if (!more) {
      throw new NoSuchElementException("no page is left");
    }
    Iterator<JsonNode> lists = talk.ask(question, operation, where, after).elements();
    if (!lists.hasNext()) {
      throw talk.drift(question, "a list");
    }
    JsonNode list = lists.next();
    JsonNode info = list.path("pageInfo");
    if (!list.path("edges").isArray()
        || !list.path("totalCount").canConvertToLong()
        || !info.path("hasNextPage").isBoolean()) {
      throw talk.drift(question, "edges, totalCount and pageInfo { hasNextPage }");
    }
    List<ObjectNode> fresh = fresh(list.path("edges"));
    step(info, list.path("totalCount").asLong());
    return fresh;
  }

  private void step(JsonNode info, long total) {
    if (info.path("hasNextPage").asBoolean()) {
      String end = info.path("endCursor").asText("");
      if (end.isEmpty() || end.equals(after) || ++pages > total) {
        throw talk.lies(question, "a page that leads nowhere says that there is more");
      }
      after = end;
    } else if (seen.size() == total) {
      more = false;
    } else {
      again(total);
    }
  }

  private void again(long total) {
    if (passes == PASSES) {
      throw talk.trouble(
          question,
          Kind.UNREACHABLE,
          seen.size() + " came where it counts " + total + ", three times in a row",
          "nothing, if somebody is at work there; it is tried again");
    }
    passes++;
    pages = 0;
    after = null;
    seen.clear();
  }

  private List<ObjectNode> fresh(JsonNode edges) {
    List<ObjectNode> fresh = new ArrayList<>();
    for (JsonNode edge : edges) {
      if (!(edge.path("node") instanceof ObjectNode node) || node.path("id").asText().isEmpty()) {
        throw talk.drift(question, "node { id }");
      }
      if (seen.add(node.path("id").asText())) {
        fresh.add(node);
      }
    }
    return fresh;
  }
}
