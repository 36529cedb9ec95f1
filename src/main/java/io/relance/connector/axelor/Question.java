package io.relance.connector.axelor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One search, archived records among them.
 *
 * @param domain JPQL over {@code self}, with named parameters only
 * @param data further keys of the search's data, such as criteria
 */
record Question(
    Wanted wanted,
    List<String> fields,
    String domain,
    Map<String, Object> parameters,
    Map<String, Object> data,
    List<String> sortBy,
    int limit) {

  static Question of(Wanted wanted, String domain, Map<String, Object> parameters) {
    return new Question(wanted, List.of(), domain, parameters, Map.of(), List.of("id"), 1);
  }

  Question fields(List<String> names) {
    return new Question(wanted, names, domain, parameters, data, sortBy, limit);
  }

  Question limit(int rows) {
    return new Question(wanted, fields, domain, parameters, data, sortBy, rows);
  }

  Question sortBy(String... names) {
    return new Question(wanted, fields, domain, parameters, data, List.of(names), limit);
  }

  /** Created or updated since: updatedOn is empty until the first update. */
  Question since(Instant moment) {
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put("operator", "or");
    more.put("criteria", List.of(after("createdOn", moment), after("updatedOn", moment)));
    return new Question(wanted, fields, domain, parameters, more, sortBy, limit);
  }

  private static Map<String, Object> after(String field, Instant moment) {
    return Map.of("fieldName", field, "operator", ">=", "value", moment.toString());
  }

  /** Only what comes after that id: pages that no row can slip between. */
  Question after(long lastId) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put("lastId", lastId);
    return new Question(
        wanted, fields, "self.id > :lastId AND (" + domain + ")", more, data, sortBy, limit);
  }

  Map<String, Object> body() {
    Map<String, Object> inner = new LinkedHashMap<>(data);
    inner.put("_archived", true);
    inner.put("_domain", domain);
    inner.put("_domainContext", parameters);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("offset", 0);
    body.put("limit", limit);
    body.put("sortBy", sortBy);
    body.put("fields", fields);
    body.put("data", inner);
    return body;
  }
}
