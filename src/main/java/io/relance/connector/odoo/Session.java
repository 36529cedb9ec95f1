package io.relance.connector.odoo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of one deployment once it has said hello: version, way to talk, user, and which
 * fields each model really has.
 *
 * @param version as Odoo says it, e.g. {@code 19.0}
 * @param json2 true = JSON-2, false = JSON-RPC
 * @param uid the id of the connector's user
 */
record Session(String version, int major, boolean json2, int uid, Map<String, Set<String>> schema) {

  Session(String version, boolean json2, int uid) {
    this(version, major(version), json2, uid, new ConcurrentHashMap<>());
  }

  /** {@code 14.0+e}, {@code saas~18.3}: the leading number decides. */
  static int major(String version) {
    String digits = version.replaceFirst("^\\D*", "").replaceFirst("\\D.*$", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Of the wanted fields those this Odoo has, in the wanted order; {@code id} always. */
  List<String> intersect(String model, List<String> wanted) {
    Set<String> there = schema.getOrDefault(model, Set.of());
    return wanted.stream().filter(f -> f.equals("id") || there.contains(f)).toList();
  }

  /** Whether all models were asked for; until then it is of use only to the talk that asks. */
  boolean isComplete() {
    return schema.keySet().containsAll(Fields.WANTED.keySet());
  }

  boolean has(String model, String field) {
    return schema.getOrDefault(model, Set.of()).contains(field);
  }

  boolean has(String model) {
    return !schema.getOrDefault(model, Set.of()).isEmpty();
  }

  /** {@code search_read(load=)}: bare ids instead of display names, the dearest thing to read. */
  boolean loadsBareIds() {
    return major >= 17;
  }

  /** The condition that makes a journal line a receivable one. */
  List<Object> receivable() {
    return has("account.move.line", "account_type")
        ? List.of("account_type", "=", "asset_receivable")
        : List.of("account_internal_type", "=", "receivable");
  }
}
