package io.relance.connector.axelor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one hub: one per deployment and user, opened by one caller at a time. A
 * deployment that does not answer holds up nobody but its own callers.
 */
final class Sessions {
  /** Where one session is, or will be. */
  private static final class Place {
    private @Nullable Session session;

    synchronized Session get(Supplier<Session> login) {
      if (session == null) {
        session = login.get();
      }
      return session;
    }

    synchronized void forget(Session lost) {
      session = lost.equals(session) ? null : session;
    }
  }

  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final ExecutorService ahead;

  private Sessions(ExecutorService ahead) {
    this.ahead = ahead;
  }

  /** Those of this Camel context. */
  static Sessions of(CamelContext context) {
    synchronized (Sessions.class) {
      Sessions known = context.getCamelContextExtension().getContextPlugin(Sessions.class);
      if (known == null) {
        known =
            new Sessions(
                context
                    .getExecutorServiceManager()
                    .newCachedThreadPool(Sessions.class, "axelor-ahead"));
        context.getCamelContextExtension().addContextPlugin(Sessions.class, known);
      }
      return known;
    }
  }

  /** Asks the next page of a reading in the background; Camel ends the threads with itself. */
  <T> Future<T> ahead(Callable<T> question) {
    return ahead.submit(question);
  }

  /** The open one; else logs in, while the others wait. */
  Session get(Access access, Supplier<Session> login) {
    return place(access).get(login);
  }

  /** That one is of no use any more; a newer one stays. */
  void forget(Access access, Session lost) {
    place(access).forget(lost);
  }

  private Place place(Access access) {
    return places.computeIfAbsent(key(access), key -> new Place());
  }

  /** An API key stands in it as its hash: two keys may see different things. */
  private static String key(Access access) {
    return String.join(
        "|",
        access.url(),
        access.way().name(),
        access.user(),
        access.tenant(),
        hash(access.apiKey()));
  }

  private static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
