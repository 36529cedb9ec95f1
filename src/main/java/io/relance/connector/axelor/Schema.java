package io.relance.connector.axelor;

import java.util.Map;
import java.util.function.Function;

/**
 * Which fields the entities of this Axelor have: entity to field to the entity it leads to, empty
 * for a plain value.
 */
record Schema(Map<String, Map<String, String>> entities) {

  /**
   * Is there such a dotted path?
   *
   * @param ask reads an entity that is not known yet
   */
  boolean has(String entity, String path, Function<String, Map<String, String>> ask) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Map<String, String> fields = entities.get(entity);
    if (fields == null) {
      fields = ask.apply(entity);
      entities.put(entity, fields);
    }
    String target = fields.get(name);
    return target != null
        && (dot < 0 || !target.isEmpty() && has(target, path.substring(dot + 1), ask));
  }
}
