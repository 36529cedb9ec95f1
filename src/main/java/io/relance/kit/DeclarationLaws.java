package io.relance.kit;

import io.relance.settings.Connector;
import io.relance.settings.Connector.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a connector's files say about its parameters. */
final class DeclarationLaws {
  private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");
  private static final String SECRET =
      "(?i).*(password|passwd|passphrase|secret|token|api_?key|private_?key|credentials?|pin)";

  private DeclarationLaws() {}

  static String declared(Trial trial) {
    List<String> found = new ArrayList<>();
    int parameters = 0;
    for (Connector.Action action : trial.connector().actions().values()) {
      for (Parameter parameter : action.parameters().values()) {
        parameters++;
        String name = action.kamelet() + ": " + parameter.name();
        if (parameter.title().isBlank() || parameter.description().isBlank()) {
          found.add(name + " has no title or no description");
        }
        if (!TYPES.contains(parameter.type())) {
          found.add(name + " is of type '" + parameter.type() + "', none of " + TYPES);
        }
        standing(name, parameter, found);
      }
    }
    throwIfAny(found);
    return parameters + " declarations";
  }

  private static void standing(String name, Parameter parameter, List<String> found) {
    String standing = parameter.standing();
    if (parameter.required() && standing != null) {
      found.add(name + " is required and has a default all the same");
    } else if (!parameter.required() && standing == null) {
      found.add(name + " is neither required nor has it a default");
    } else if (standing != null && !parameter.accepts(standing)) {
      found.add(name + ": its default '" + standing + "' is no " + parameter.type());
    }
  }

  static String secretsTyped(Trial trial) {
    List<String> found = new ArrayList<>();
    int secrets = 0;
    for (Connector.Action action : trial.connector().actions().values()) {
      for (Parameter parameter : action.parameters().values()) {
        secrets += parameter.secret() ? 1 : 0;
        if (!parameter.secret() && looksSecret(parameter)) {
          found.add(
              "%s: %s looks like a secret and lacks format: password"
                  .formatted(action.kamelet(), parameter.name()));
        }
      }
    }
    throwIfAny(found);
    return secrets + " secrets, all typed";
  }

  private static boolean looksSecret(Parameter parameter) {
    return parameter.type().equals("string") && parameter.name().matches(SECRET);
  }

  private static void throwIfAny(List<String> found) {
    if (!found.isEmpty()) {
      throw new Law.Broken(String.join("; ", found));
    }
  }
}
