package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.relance.connector.Http;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reading values out of Axelor's rows: decimals are texts, what is empty is null or absent. */
final class Rows {
  private Rows() {}

  static ArrayNode array() {
    return Http.JSON.createArrayNode();
  }

  static String text(JsonNode row, String field) {
    return row.path(field).asText("");
  }

  /**
   * A field that is asked for and does not come means that Axelor dropped it without a word.
   *
   * @throws io.relance.connector.SourceTrouble LIES naming the row and the field
   */
  static void require(Talk talk, JsonNode row, String entity, List<String> fields) {
    for (String field : fields) {
      if (!row.hasNonNull(field)) {
        throw talk.troubles(entity + "/search")
            .lies(entity + " " + row.path("id").asText() + " came without " + field);
      }
    }
  }

  /** 0 = none. */
  static long id(JsonNode row, String field) {
    return row.path(field).asLong();
  }

  static boolean is(JsonNode row, String field) {
    return row.path(field).asBoolean();
  }

  static BigDecimal decimal(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isNumber()
        ? value.decimalValue()
        : text(row, field).isEmpty() ? BigDecimal.ZERO : new BigDecimal(text(row, field));
  }

  /** As the ledger reads amounts: no zeros at the end. */
  static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  static <T> List<List<T>> chunks(Collection<T> all, int size) {
    List<T> list = new ArrayList<>(all);
    List<List<T>> chunks = new ArrayList<>();
    for (int i = 0; i < list.size(); i += size) {
      chunks.add(list.subList(i, Math.min(i + size, list.size())));
    }
    return chunks;
  }
}
