package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.OdooTables.Column;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The public model methods that the connector calls, on the simulated database. */
final class OdooMethods {
  static final int UID = 5;
  static final int NOTE_KIND = 2;
  private static final String NOTE = "mail.mt_note";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Set<String> SECRET = Set.of("ir.config_parameter", "res.users.log");

  private final OdooTables tables;
  private final Set<String> forbidden;
  private final Predicate<Map<String, @Nullable Object>> visibleMove;

  /**
   * The methods as one user may call them.
   *
   * @param forbidden models this user may not read
   * @param visibleMove record rule on journal entries
   */
  OdooMethods(
      OdooTables tables,
      Set<String> forbidden,
      Predicate<Map<String, @Nullable Object>> visibleMove) {
    this.tables = tables;
    this.forbidden = forbidden;
    this.visibleMove = visibleMove;
  }

  JsonNode call(
      String model, String method, List<Integer> ids, ObjectNode args, LocalDateTime now) {
    if (!tables.has(model) && !SECRET.contains(model)) {
      throw new OdooFault(
          404,
          tables.major() >= 19 ? "werkzeug.exceptions.NotFound" : "odoo.exceptions.UserError",
          tables.major() >= 19
              ? "the model '" + model + "' does not exist"
              : "Object " + model + " doesn't exist");
    }
    if (method.startsWith("_")) {
      throw OdooFault.access(
          "Private methods (such as '" + method + "') cannot be called remotely.");
    }
    return switch (method) {
      case "context_get" -> JSON.createObjectNode().put("lang", "fr_FR").put("uid", UID);
      case "has_group" -> JSON.getNodeFactory().booleanNode(forbidden.isEmpty());
      case "fields_get" -> fieldsGet(model, args);
      case "search_read" -> searchRead(model, args);
      case "search" -> ids(search(model, args));
      case "search_count" -> JSON.getNodeFactory().numberNode(search(model, args).size());
      case "read" -> read(model, found(model, ids), args);
      case "read_group", "formatted_read_group" -> group(model, method, args);
      case "create" -> create(model, args, now);
      case "write" -> write(model, ids, args, now);
      case "message_post" -> post(model, ids, args, now);
      case "check_object_reference" ->
          JSON.createArrayNode().add("mail.message.subtype").add(NOTE_KIND);
      case "activity_schedule" -> new OdooActivities(tables).schedule(model, ids.get(0), args, now);
      default ->
          throw new OdooFault(
              404,
              "builtins.AttributeError",
              "'" + model + "' object has no attribute '" + method + "'");
    };
  }

  private JsonNode fieldsGet(String model, JsonNode args) {
    ObjectNode answer = JSON.createObjectNode();
    for (JsonNode name : args.path("allfields")) {
      Column column = tables.columns(model).get(name.asText());
      if (column != null) {
        answer.putObject(name.asText()).put("type", column.type()).put("store", true);
      }
    }
    return answer;
  }

  // --- reading

  private JsonNode searchRead(String model, JsonNode args) {
    if (args.has("load") && tables.major() < 17) {
      throw OdooFault.type("search_read() got an unexpected keyword argument 'load'");
    }
    return read(model, search(model, args), args);
  }

  private List<Map<String, @Nullable Object>> search(String model, JsonNode args) {
    if (forbidden.contains(model)) {
      throw OdooFault.access(
          "You are not allowed to access '" + model + "' (" + model + ") records.");
    }
    OdooDomain domain = new OdooDomain(tables, model, args.path("domain"));
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    boolean noFields = hidesFields(model, args);
    for (Map<String, @Nullable Object> row : tables.rows(model)) {
      if (isVisible(model, row, args.path("context"))
          && domain.matches(row)
          && !(noFields && row.get("res_field") != null)) {
        found.add(row);
      }
    }
    order(model, found, args.path("order").asText(""));
    int from = Math.min(found.size(), args.path("offset").asInt(0));
    int size = args.path("limit").asInt(0);
    return size == 0 ? found : found.subList(from, Math.min(found.size(), from + size));
  }

  /** A search for attachments leaves those of fields out, unless it asks for them. */
  private static boolean hidesFields(String model, JsonNode args) {
    String domain = args.path("domain").toString();
    return model.equals("ir.attachment")
        && !domain.contains("\"res_field\"")
        && !domain.contains("\"id\"");
  }

  private boolean isVisible(String model, Map<String, @Nullable Object> row, JsonNode context) {
    boolean archived = Boolean.FALSE.equals(row.get("active"));
    if (archived && context.path("active_test").asBoolean(true)) {
      return false;
    }
    JsonNode allowed = context.path("allowed_company_ids");
    for (JsonNode company : allowed) {
      if (tables.find("res.company", company.asInt()) == null) {
        throw OdooFault.access("Access to unauthorized or invalid companies.");
      }
    }
    Map<String, @Nullable Object> move =
        model.equals("account.move.line")
            ? tables.find("account.move", row.get("move_id"))
            : model.equals("account.move") ? row : null;
    if (move != null && !visibleMove.test(move)) {
      return false;
    }
    Object company =
        tables.columns(model).containsKey("company_id")
            ? tables.value(model, row, "company_id")
            : null;
    return company == null
        || allowed.isMissingNode()
        || JSON.convertValue(allowed, List.class).contains(company);
  }

  private void order(String model, List<Map<String, @Nullable Object>> rows, String order) {
    Comparator<Map<String, @Nullable Object>> by = null;
    for (String key : (order.isEmpty() ? "id" : order).split(",")) {
      String field = key.strip().split(" ")[0];
      Comparator<Map<String, @Nullable Object>> one =
          Comparator.comparing(row -> comparable(tables.value(model, row, field)));
      one = key.strip().endsWith("desc") ? one.reversed() : one;
      by = by == null ? one : by.thenComparing(one);
    }
    rows.sort(by);
  }

  private static String comparable(@Nullable Object value) {
    return value instanceof Integer number ? String.format("%012d", number) : String.valueOf(value);
  }

  private List<Map<String, @Nullable Object>> found(String model, List<Integer> ids) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int id : ids) {
      Map<String, @Nullable Object> row = tables.find(model, id);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private ArrayNode ids(List<Map<String, @Nullable Object>> rows) {
    ArrayNode ids = JSON.createArrayNode();
    rows.forEach(row -> ids.add((Integer) row.get("id")));
    return ids;
  }

  private JsonNode read(String model, List<Map<String, @Nullable Object>> rows, JsonNode args) {
    boolean names = !args.has("load");
    ArrayNode answer = JSON.createArrayNode();
    for (Map<String, @Nullable Object> row : rows) {
      ObjectNode record = answer.addObject().put("id", (Integer) row.get("id"));
      for (JsonNode field : args.path("fields")) {
        Object value = tables.value(model, row, field.asText());
        record.set(field.asText(), shown(tables.columns(model).get(field.asText()), value, names));
      }
    }
    return answer;
  }

  private JsonNode shown(@Nullable Column column, @Nullable Object value, boolean names) {
    String type = column == null ? "" : column.type();
    if (value == null) {
      return switch (type) {
        case "monetary", "integer" -> JSON.getNodeFactory().numberNode(0);
        case "many2many" -> JSON.createArrayNode();
        default -> JSON.getNodeFactory().booleanNode(false);
      };
    }
    if (value instanceof LocalDateTime moment) {
      return JSON.getNodeFactory().textNode(ODOO.format(moment));
    }
    if (names && column != null && column.target() != null) {
      return JSON.createArrayNode().add((Integer) value).add(name(column.target(), value));
    }
    return JSON.valueToTree(value);
  }

  private String name(String model, Object id) {
    Map<String, @Nullable Object> row = tables.find(model, id);
    Object name = row == null ? null : row.get("name");
    return name == null ? model + "," + id : name.toString();
  }

  private JsonNode group(String model, String method, ObjectNode args) {
    String by = args.path("groupby").path(0).asText();
    String sum = args.path(method.equals("read_group") ? "fields" : "aggregates").path(0).asText();
    String field = sum.substring(0, sum.indexOf(':'));
    Map<Integer, BigDecimal> sums = new TreeMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (Map<String, @Nullable Object> row : search(model, args)) {
      Integer key = (Integer) tables.value(model, row, by);
      sums.merge(key, (BigDecimal) tables.value(model, row, field), BigDecimal::add);
      counts.merge(key, 1, Integer::sum);
    }
    ArrayNode answer = JSON.createArrayNode();
    Column column = tables.columns(model).get(by);
    sums.forEach(
        (key, total) -> {
          ObjectNode group = answer.addObject();
          group.set(by, shown(column, key, true));
          group.put(method.equals("read_group") ? field : sum, total);
          group.put("__count", counts.get(key));
        });
    return answer;
  }

  // --- writing

  private JsonNode create(String model, ObjectNode args, LocalDateTime now) {
    JsonNode list = args.path("vals_list");
    ArrayNode made = JSON.createArrayNode();
    for (JsonNode values : list.isArray() ? list : JSON.createArrayNode().add(list)) {
      Map<String, Object> row = values(model, values, Map.of());
      if (model.equals("mail.message")) {
        tables.get(values.path("model").asText(), values.path("res_id").asInt());
        row.put("subtype", values.path("subtype_id").asInt() == NOTE_KIND ? NOTE : "");
      }
      made.add(tables.insert(model, row, now));
    }
    return made;
  }

  private JsonNode write(String model, List<Integer> ids, ObjectNode args, LocalDateTime now) {
    for (int id : ids) {
      Map<String, @Nullable Object> row = tables.get(model, id);
      tables.update(model, id, values(model, args.path("vals"), row), now);
    }
    return JSON.getNodeFactory().booleanNode(true);
  }

  private Map<String, Object> values(
      String model, JsonNode vals, Map<String, @Nullable Object> before) {
    Map<String, Object> values = new HashMap<>();
    vals.fields()
        .forEachRemaining(
            field -> {
              Column column = tables.columns(model).get(field.getKey());
              if (column == null) {
                throw OdooFault.value("Invalid field '" + field.getKey() + "' in '" + model + "'");
              }
              values.put(
                  field.getKey(),
                  column.type().equals("many2many")
                      ? commanded(before.get(field.getKey()), field.getValue())
                      : JSON.convertValue(field.getValue(), Object.class));
            });
    return values;
  }

  /** x2many commands: [3, id] unlink, [4, id] link. */
  private static List<Integer> commanded(@Nullable Object before, JsonNode commands) {
    List<Integer> ids = new ArrayList<>();
    if (before instanceof List<?> list) {
      list.forEach(id -> ids.add((Integer) id));
    }
    for (JsonNode command : commands) {
      Integer id = command.path(1).asInt();
      ids.removeAll(Collections.singleton(id));
      if (command.path(0).asInt() == 4) {
        ids.add(id);
      }
    }
    return ids;
  }

  private JsonNode post(String model, List<Integer> ids, ObjectNode args, LocalDateTime now) {
    if (args.has("body_is_html") && tables.major() < 17) {
      throw OdooFault.type("message_post() got an unexpected keyword argument 'body_is_html'");
    }
    int document = ids.get(0);
    tables.get(model, document);
    String body = args.path("body").asText();
    boolean html = tables.major() < 17 || args.path("body_is_html").asBoolean();
    int id =
        tables.insert(
            "mail.message",
            Map.of(
                "message_id",
                args.path("message_id").asText(),
                "model",
                model,
                "res_id",
                document,
                "body",
                html ? body : body.replace("&", "&amp;").replace("<", "&lt;"),
                "subtype",
                args.path("subtype_xmlid").asText("mail.mt_comment"),
                "message_type",
                args.path("message_type").asText()),
            now);
    return tables.major() >= 17
        ? JSON.createArrayNode().add(id)
        : JSON.getNodeFactory().textNode("mail.message(" + id + ",)");
  }
}
