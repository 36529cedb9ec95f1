package io.relance.jmx;

import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Who switches something over JMX, for the journal. */
final class Operator {
  /** Where JMX does not say who it is: on the same machine, as the hub's own user. */
  static final String UNNAMED = "jmx";

  private Operator() {}

  /** The name that the caller gave his password for. */
  static String name() {
    Subject subject = subject();
    return subject == null
        ? UNNAMED
        : subject.getPrincipals(JMXPrincipal.class).stream()
            .map(JMXPrincipal::getName)
            .findFirst()
            .orElse(UNNAMED);
  }

  /** Java 18 gave it another place, Java 24 took the old one away. */
  private static @Nullable Subject subject() {
    try {
      return (Subject) Subject.class.getMethod("current").invoke(null);
    } catch (NoSuchMethodException e) {
      return before18();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Java does not tell who calls", e);
    }
  }

  @SuppressWarnings("removal")
  private static @Nullable Subject before18() {
    return Subject.getSubject(AccessController.getContext());
  }
}
