package io.relance.connector.axelor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The sessions of one hub: one per deployment and user, opened by one caller at a time. */
final class Sessions {
  private final Map<String, Session> open = new HashMap<>();
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
  synchronized Session get(Access access, Supplier<Session> login) {
    Session session = open.get(key(access));
    if (session == null) {
      session = login.get();
      open.put(key(access), session);
    }
    return session;
  }

  /** That one is of no use any more; a newer one stays. */
  synchronized void forget(Access access, Session lost) {
    open.remove(key(access), lost);
  }

  private static String key(Access access) {
    return String.join("|", access.url(), access.way().name(), access.user(), access.tenant());
  }
}
