package io.relance.connector.odoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of one public model method, the same for both transports.
 *
 * @param ids the records it is called on; empty for a method of the model
 * @param args named arguments, {@code context} among them
 */
record Question(String model, String method, List<Integer> ids, Map<String, Object> args) {

  static Question of(String model, String method) {
    return new Question(model, method, List.of(), Map.of());
  }

  static Question on(String model, String method, List<Integer> ids) {
    return new Question(model, method, ids, Map.of());
  }

  /** Reads rows; always with a domain and fields, for without them Odoo sends the whole table. */
  static Question searchRead(String model, List<?> domain, List<String> fields) {
    return of(model, "search_read").with("domain", domain).with("fields", fields);
  }

  /** The same call with one more argument. */
  Question with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(args);
    more.put(name, value);
    return new Question(model, method, ids, more);
  }

  /** The same call without that argument. */
  Question without(String name) {
    Map<String, Object> less = new LinkedHashMap<>(args);
    less.remove(name);
    return new Question(model, method, ids, less);
  }

  /** The next rows by ascending id. */
  Question page(int size) {
    return with("limit", size).with("order", "id");
  }

  /** Seen from one company only; archived records too. */
  Question inCompany(int company) {
    return with(
        "context", Map.of("allowed_company_ids", List.of(company), "active_test", Boolean.FALSE));
  }
}
