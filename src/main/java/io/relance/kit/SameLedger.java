package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.relance.ledger.RecordType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Holds what came against what was written down: records in their order, field by field. */
final class SameLedger {
  private SameLedger() {}

  /** The first difference in words; empty when both are the same. */
  static Optional<String> difference(JsonNode wanted, List<Reading> came) {
    for (RecordType type : RecordType.values()) {
      List<JsonNode> records = new ArrayList<>();
      came.forEach(reading -> records.addAll(reading.records(type.text())));
      Optional<String> difference = records(type.text(), wanted.path(type.text()), records);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Two readings of the same. */
  static Optional<String> difference(Reading wanted, Reading came) {
    for (RecordType type : RecordType.values()) {
      List<JsonNode> before = wanted.records(type.text());
      Optional<String> difference = records(type.text(), before, came.records(type.text()));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> records(
      String type, Iterable<JsonNode> wanted, List<JsonNode> came) {
    int place = 0;
    for (JsonNode record : wanted) {
      if (place >= came.size()) {
        return Optional.of(name(type, place, record) + " did not come");
      }
      Optional<String> difference = record(name(type, place, record), record, came.get(place++));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return place < came.size()
        ? Optional.of(name(type, place, came.get(place)) + " came, which nobody wrote down")
        : Optional.empty();
  }

  private static String name(String type, int place, JsonNode record) {
    return "%s %d (%s)".formatted(type, place + 1, record.path("key").asText());
  }

  static Optional<String> record(String name, JsonNode wanted, JsonNode came) {
    TreeSet<String> fields = new TreeSet<>();
    wanted.fieldNames().forEachRemaining(fields::add);
    came.fieldNames().forEachRemaining(fields::add);
    return fields.stream()
        .filter(field -> !same(wanted.path(field), came.path(field)))
        .findFirst()
        .map(
            field ->
                "%s: %s is %s, written down is %s"
                    .formatted(name, field, said(came.path(field)), said(wanted.path(field))));
  }

  private static String said(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }

  private static boolean same(JsonNode wanted, JsonNode came) {
    JsonNode one = wanted.isNull() ? MissingNode.getInstance() : wanted;
    JsonNode other = came.isNull() ? MissingNode.getInstance() : came;
    return one.isNumber() && other.isNumber()
        ? new BigDecimal(one.asText()).compareTo(new BigDecimal(other.asText())) == 0
        : one.equals(other);
  }
}
