package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * One list, page by page. It ends where {@code $next} is null: a page beyond the last is the last
 * once more. Proven by {@code $total}: as many different items came as there are. One that comes
 * twice, because others were put before it meanwhile, comes out once; the list is then read again
 * from its beginning, three times at most, and what comes out again counts as it came last.
 */
final class Listing implements Iterator<List<JsonNode>> {
  private static final int PASSES = 3;

  private final Talk talk;
  private final String path;
  private final Set<String> seen = new HashSet<>();
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

  @Override
  public List<JsonNode> next() {
    if (!more) {
      throw new NoSuchElementException("no page is left");
    }
    page++;
    String asked =
        "%spage=%d&items_per_page=%d&attributes=all"
            .formatted(path, page, talk.access().pageSize());
    JsonNode answer = talk.get(asked);
    if (!answer.path("$items").isArray()
        || !answer.path("$total").canConvertToLong()
        || !answer.has("$next")) {
      throw talk.drift(path, "$items, $total and $next: this is no list");
    }
    if (answer.path("$page").asInt(page) != page) {
      throw talk.lies(path, "page " + answer.path("$page") + " came where " + page + " was asked");
    }
    List<JsonNode> fresh = fresh(answer.path("$items"));
    if (!answer.path("$next").isNull()) {
      if (page > answer.path("$total").asLong()) {
        throw talk.lies(path, "more pages come than items, and there is still one more");
      }
    } else if (seen.size() == answer.path("$total").asLong()) {
      more = false;
    } else {
      again(answer.path("$total").asLong());
    }
    return fresh;
  }

  private void again(long total) {
    if (passes == PASSES) {
      throw talk.trouble(
          path,
          Kind.UNREACHABLE,
          seen.size() + " items came where it counts " + total + ", three times in a row",
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
