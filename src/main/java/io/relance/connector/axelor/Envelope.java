package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every answer comes in: status, total, data; what is empty or -1 is left out. */
final class Envelope {
  private static final int LOGIN_REQUIRED = -7;

  private Envelope() {}

  /**
   * The envelope; null when we are not let in: 401, a redirect, a page, or status -7.
   *
   * @throws io.relance.connector.SourceTrouble when it is none
   */
  static @Nullable JsonNode of(Answer answer, Troubles troubles) {
    int status = answer.status();
    if (status == 401
        || status >= 300 && status < 400
        || status == 200 && answer.contentType().contains("html")) {
      return null;
    }
    if (status != 200) {
      throw troubles.status(answer);
    }
    try {
      JsonNode envelope = answer.json();
      if (!envelope.path("status").isIntegralNumber()) {
        throw troubles.lies("the answer has no status");
      }
      return envelope.path("status").asInt() == LOGIN_REQUIRED ? null : envelope;
    } catch (IOException e) {
      throw troubles.cut(e);
    }
  }

  /**
   * The rows of a search that ran: it counted, and as many came as that count leaves.
   *
   * @throws io.relance.connector.SourceTrouble LIES when they are not
   */
  static Talk.Found found(JsonNode envelope, int limit, Troubles troubles) {
    if (!envelope.path("total").isIntegralNumber()) {
      throw troubles.lies(
          "the answer has no total: the search failed in Axelor, which says nothing");
    }
    long total = envelope.path("total").asLong();
    List<ObjectNode> rows = new ArrayList<>();
    envelope.path("data").forEach(row -> rows.add((ObjectNode) row));
    if (rows.size() != Math.min(limit, total)) {
      throw troubles.lies(
          rows.size() + " rows came where " + Math.min(limit, total) + " of " + total + " are due");
    }
    return new Talk.Found(rows, total);
  }
}
