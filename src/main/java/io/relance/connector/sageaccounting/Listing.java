package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One list, page by page. It ends where {@code $next} is null: a page beyond the last is the last
 * once more. Proven: as many different items came as {@code $total} says, it said the same with
 * every page, and at the end the first page is as it was. Else, since what is put in or taken out
 * moves the others, the list is read again from its beginning, three times at most, and what comes
 * out again counts as it came last.
 */
final class Listing implements Iterator<List<JsonNode>> {
  private static final int PASSES = 3;

  private final Talk talk;
  private final String path;
  private final Set<String> seen = new HashSet<>();
  private @Nullable JsonNode first;
  private int page;
  private int passes = 1;
  private boolean more = true;

  /**
   * @param path with its query, without page and attributes
   */
  Listing(Talk talk, String path) {
    this.talk = talk;
    this.path = path + (path.contains("?") ? "&" : "?");
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  /** Whether the next page is the first once more: the list changed meanwhile. */
  boolean anew() {
    return passes > 1 && page == 0;
  }

  @Override
  public List<JsonNode> next() {
    if (!more) {
      throw new NoSuchElementException("no page is left");
    }
    page++;
    JsonNode answer = ask(page);
    if (page == 1) {
      first = answer;
    }
    List<JsonNode> fresh = fresh(answer.path("$items"));
    step(answer);
    return fresh;
  }

  private JsonNode ask(int number) {
    String asked =
        "%spage=%d&items_per_page=%d&attributes=all"
            .formatted(path, number, talk.access().pageSize());
    JsonNode answer = talk.get(asked);
    if (!answer.path("$items").isArray()
        || !answer.path("$total").canConvertToLong()
        || !answer.has("$next")) {
      throw talk.drift(path, "$items, $total and $next: this is no list");
    }
    return answer;
  }

  private void step(JsonNode answer) {
    long total = total(answer);
    if (total != total(first)) {
      again(total);
    } else if (answer.path("$page").asInt(page) != page) {
      throw talk.lies(path, "page " + answer.path("$page") + " came where " + page + " was asked");
    } else if (!answer.path("$next").isNull()) {
      if (page > total) {
        throw talk.lies(path, "more pages come than items, and there is still one more");
      }
    } else if (seen.size() == total && (page == 1 || same(ask(1), first))) {
      more = false;
    } else {
      again(total);
    }
  }

  private static long total(JsonNode answer) {
    return answer.path("$total").asLong();
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return total(one) == total(other) && ids(one).equals(ids(other));
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("$items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private void again(long total) {
    if (passes == PASSES) {
      throw talk.trouble(
          path,
          Kind.UNREACHABLE,
          "%d items came where it counts %d, or it changed while it was read, three times in a row"
              .formatted(seen.size(), total),
          "nothing, if somebody is at work there; it is tried again");
    }
    passes++;
    page = 0;
    seen.clear();
  }

  private List<JsonNode> fresh(JsonNode items) {
    List<JsonNode> fresh = new ArrayList<>();
    for (JsonNode item : items) {
      String id = item.path("id").asText("");
      if (id.isEmpty()) {
        throw talk.drift(path, "an id");
      }
      if (seen.add(id)) {
        fresh.add(item);
      }
    }
    return fresh;
  }
}
