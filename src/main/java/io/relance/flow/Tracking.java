package io.relance.flow;

import io.relance.outbox.Trace;
import io.relance.store.TraceStore;
import io.relance.store.TraceStore.Kind;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which marked e-mails ({@link Marking}) ask for their picture and their links, by
 * routes/tracking.camel.yaml. The reader is answered first and whatever happens; what is noted
 * afterwards is which message, what and when, never who asked. It changes no level: machines fetch
 * pictures and follow links too.
 */
public final class Tracking {
  private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);

  /** The smallest GIF: one transparent point. */
  private static final byte[] POINT =
      HexFormat.of()
          .parseHex(
              "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");

  private final TraceStore traces;
  private final Supplier<String> id;
  private volatile @Nullable String hub;

  /**
   * Bound as {@code tracking}.
   *
   * @param id gives the installation's own id, which signs the tokens; asked once, when one comes
   */
  public Tracking(TraceStore traces, Supplier<String> id) {
    this.traces = traces;
    this.id = id;
  }

  /**
   * What passes the door, bound as {@code trackingHeaders}: Camel's own strategy would take
   * Cache-Control out of answers.
   */
  public static HeaderFilterStrategy headers() {
    DefaultHeaderFilterStrategy strategy = new DefaultHeaderFilterStrategy();
    strategy.setLowerCase(true);
    strategy.setFilterOnMatch(true);
    strategy.setInFilterStartsWith("camel");
    strategy.setOutFilterStartsWith("camel");
    strategy.getOutFilter().add("content-type");
    return strategy;
  }

  /** The picture, or 404 for a token that is not ours. */
  public void seen(Exchange exchange) {
    Optional<Trace> trace = trace(exchange).filter(one -> one.target() == null);
    answer(exchange, trace, Kind.OPENED, trace.isPresent() ? 200 : 404);
    if (trace.isPresent()) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/gif");
      exchange.getMessage().setBody(POINT);
    }
  }

  /** On to the page that our message named (303), or 404 for a token that is not ours. */
  public void go(Exchange exchange) {
    Optional<Trace> trace = trace(exchange).filter(one -> one.target() != null);
    answer(exchange, trace, Kind.CLICKED, trace.isPresent() ? 303 : 404);
    trace.ifPresent(
        one -> exchange.getMessage().setHeader("Location", one.target().toASCIIString()));
  }

  private Optional<Trace> trace(Exchange exchange) {
    return Trace.read(hub(), exchange.getMessage().getHeader("token", "", String.class));
  }

  private String hub() {
    String known = hub;
    if (known == null) {
      known = id.get();
      hub = known;
    }
    return known;
  }

  /** Only a GET is a reader's; a HEAD is answered the same. */
  private static void answer(Exchange exchange, Optional<Trace> trace, Kind kind, int status) {
    Message message = exchange.getMessage();
    boolean get = "GET".equals(message.getHeader(Exchange.HTTP_METHOD, "", String.class));
    trace.filter(one -> get).ifPresent(one -> exchange.setProperty("traced", one.act()));
    exchange.setProperty("trace", kind);
    Hooks.answer(exchange, status);
    message.setHeader("Cache-Control", "no-store");
    message.setHeader("Referrer-Policy", "no-referrer");
  }

  /** Keeps what {@link #seen} or {@link #go} has answered to, the first time. */
  public void note(Exchange exchange) {
    traces.note(
        exchange.getProperty("traced", Long.class), exchange.getProperty("trace", Kind.class));
  }

  /** Nobody knows yet whose the token is: 503, and the reason in our own log only. */
  public void unknown(Exchange exchange) {
    trouble(exchange);
    Hooks.answer(exchange, 503);
  }

  /** It could not be noted: nothing depends on it, and the reader has his answer. */
  public void trouble(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.warn("An opening or a click could not be noted: {}", Cause.of(cause));
  }

  /** Forgets what is old, and all of whoever does not agree any more. */
  public void purge() {
    LOG.info("{} openings and clicks forgotten", traces.purge());
  }
}
