package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.AxelorModels.Field;
import io.relance.demo.AxelorModels.Model;
import io.relance.demo.AxelorTables.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a search answers, and how a record looks in JSON. */
final class AxelorSearch {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ENUM_EXTRAS = 3;
  private static final Pattern BY_ID =
      Pattern.compile("\\bself\\.id (?<op>>|in) \\(?:(?<name>\\w+)\\)?");

  /** Whatever stands in the bracket behind it, the id must be greater. */
  private static final String KEYSET = "self.id > :lastId AND (";

  /** Rows of one page, and how many there are in all. */
  record Found(List<Row> rows, int total) {}

  private final AxelorTables tables;
  private final Model model;

  AxelorSearch(AxelorTables tables, String model) {
    this.tables = tables;
    this.model = tables.models().get(model);
  }

  /**
   * Runs it.
   *
   * @param permitted which rows the user's permissions let him see
   * @param limit 0 = all
   */
  Found run(JsonNode request, Predicate<Row> permitted, int limit) {
    JsonNode data = request.path("data");
    Predicate<Row> lets = permitted.and(new AxelorCriteria(tables, model.name()).of(data));
    if (!data.path("_archived").asBoolean()) {
      lets = lets.and(row -> !Boolean.TRUE.equals(row.get("archived")));
    }
    if (data.has("_domain")) {
      lets =
          lets.and(
              AxelorDomain.of(
                  tables,
                  model.name(),
                  data.path("_domain").asText(),
                  data.path("_domainContext")));
    }
    Comparator<Row> order = order(request.path("sortBy"));
    List<Row> found = candidates(data).stream().filter(lets).toList();
    int offset = request.path("offset").asInt();
    var page = (order == null ? found.stream() : found.stream().sorted(order)).skip(offset);
    return new Found((limit > 0 ? page.limit(limit) : page).toList(), found.size());
  }

  /** As a database does that has an index on the id; all rows where it would not help. */
  private Collection<Row> candidates(JsonNode data) {
    TreeMap<Long, Row> rows = tables.rows(model.name());
    String domain = data.path("_domain").asText();
    Matcher matcher = BY_ID.matcher(domain);
    boolean either = domain.toLowerCase(Locale.ROOT).contains(" or ");
    if (either && !domain.startsWith(KEYSET) || !matcher.find()) {
      return rows.values();
    }
    JsonNode wanted = data.path("_domainContext").path(matcher.group("name"));
    if (matcher.group("op").equals(">")) {
      return rows.tailMap(wanted.asLong(), false).values();
    }
    TreeMap<Long, Row> named = new TreeMap<>();
    wanted.forEach(id -> named.put(id.asLong(), rows.get(id.asLong())));
    named.values().removeIf(Objects::isNull);
    return named.values();
  }

  /** Null = by id, as the rows stand. */
  private @Nullable Comparator<Row> order(JsonNode sortBy) {
    List<String> names = new ArrayList<>();
    sortBy.forEach(name -> names.add(name.asText()));
    if (names.isEmpty()) {
      names.add(model.nameColumn());
    }
    if (names.equals(List.of("id"))) {
      return null;
    }
    if (names.equals(List.of("-id"))) {
      return (a, b) -> Long.compare(b.id, a.id);
    }
    Comparator<Row> order = (a, b) -> 0;
    for (String name : names) {
      boolean down = name.startsWith("-");
      AxelorPath path = AxelorPath.get(tables, model.name(), down ? name.substring(1) : name);
      Comparator<Row> by = (a, b) -> nullsLast(path.of(a), path.of(b));
      order = order.thenComparing(down ? by.reversed() : by);
    }
    return order.thenComparing(row -> row.id);
  }

  /** As PostgreSQL sorts: empty last, and first when descending. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int nullsLast(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    return ((Comparable) a).compareTo(b);
  }

  // --- records as JSON

  /** Only what was asked for; a name that is not known is left out without a word. */
  ArrayNode selected(List<Row> rows, List<String> fields) {
    Map<String, AxelorPath> paths = new LinkedHashMap<>();
    for (String field : fields) {
      AxelorPath path = AxelorPath.find(tables, model.name(), field);
      if (path != null) {
        paths.put(field, path);
      }
    }
    ArrayNode page = JSON.arrayNode(rows.size());
    for (Row row : rows) {
      ObjectNode node = head(row);
      paths.forEach((field, path) -> put(node, row.id, field, path.last(), path.of(row)));
      if (row.id % ENUM_EXTRAS == 0) {
        node.put("$wkfStatus", "none");
      }
      page.add(node);
    }
    return page;
  }

  /** The whole record, as read and save answer. */
  ObjectNode whole(Row row) {
    ObjectNode node = head(row);
    for (Field field : model.fields().values()) {
      put(node, row.id, field.name(), field, row.get(field.name()));
    }
    return node;
  }

  private static ObjectNode head(Row row) {
    return JSON.objectNode().put("id", row.id).put("version", row.version);
  }

  /** What is empty comes as null or not at all. */
  private void put(ObjectNode node, long id, String name, Field field, @Nullable Object value) {
    if (value == null) {
      if (id % 2 == 0) {
        node.putNull(name);
      }
      return;
    }
    switch (field.type()) {
      case "decimal" ->
          node.put(
              name,
              ((BigDecimal) value).setScale(field.scale(), RoundingMode.HALF_UP).toPlainString());
      case "int" -> node.put(name, ((Number) value).longValue());
      case "bool" -> node.put(name, (Boolean) value);
      case "one" -> node.set(name, compact(field.target(), value));
      case "many" -> {
        ArrayNode list = node.putArray(name);
        ((Collection<?>) value).forEach(one -> list.add(compact(field.target(), one)));
      }
      default -> node.put(name, value.toString());
    }
  }

  private ObjectNode compact(String target, Object id) {
    ObjectNode node = JSON.objectNode().put("id", (Long) id);
    Row row = tables.find(target, id);
    Model of = tables.models().get(target);
    if (row != null) {
      node.put("$version", row.version);
      if (!of.nameColumn().equals("id")) {
        node.put(of.nameColumn(), String.valueOf(row.get(of.nameColumn())));
      }
    }
    return node;
  }
}
