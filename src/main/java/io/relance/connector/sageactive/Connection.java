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
 * taken out meanwhile moves the others. Proven: as many different nodes came as {@code totalCount}
 * says, it said the same with every page, and at the end the first page is as it was; else it is
 * read again from its beginning, three times at most.
 */
final class Connection implements Iterator<List<ObjectNode>> {
  private static final int PASSES = 3;

  private final Talk talk;
  private final String question;
  private final String operation;
  private final String where;
  private final Set<String> seen = new HashSet<>();
  private @Nullable String after;
  private @Nullable Sheet first;
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

  /** Whether the next page is the first once more: the list changed meanwhile. */
  boolean anew() {
    return passes > 1 && after == null;
  }

  @Override
  public List<ObjectNode> next() {
    if (!more) {
      throw new NoSuchElementException("no page is left");
    }
    Sheet sheet = ask(after);
    List<ObjectNode> fresh = fresh(sheet.edges);
    if (after == null) {
      first = sheet;
    }
    step(sheet);
    return fresh;
  }

  /** One answer. */
  private record Sheet(JsonNode edges, JsonNode info, long total) {
    boolean begins(Sheet other) {
      return total == other.total && ids().equals(other.ids());
    }

    private List<String> ids() {
      List<String> ids = new ArrayList<>();
      edges.forEach(edge -> ids.add(edge.path("node").path("id").asText()));
      return ids;
    }
  }

  private Sheet ask(@Nullable String from) {
    Iterator<JsonNode> lists = talk.ask(question, operation, where, from).elements();
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
    return new Sheet(list.path("edges"), info, list.path("totalCount").asLong());
  }

  private void step(Sheet sheet) {
    if (sheet.total != first.total) {
      again(sheet.total);
    } else if (sheet.info.path("hasNextPage").asBoolean()) {
      String end = sheet.info.path("endCursor").asText("");
      if (end.isEmpty() || end.equals(after) || ++pages > sheet.total) {
        throw talk.lies(question, "a page that leads nowhere says that there is more");
      }
      after = end;
    } else if (seen.size() == sheet.total && (after == null || ask(null).begins(first))) {
      more = false;
    } else {
      again(sheet.total);
    }
  }

  private void again(long total) {
    if (passes == PASSES) {
      throw talk.trouble(
          question,
          Kind.UNREACHABLE,
          "%d came where it counts %d, or it changed while it was read, three times in a row"
              .formatted(seen.size(), total),
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
