package io.relance.connector.sage;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.time.LocalDate;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the kamelets of connectors/sage call. Keeps nothing itself. */
public final class Sage {
  /** Exchange property: the {@link Access} of the kamelet. */
  static final String ACCESS = "sageAccess";

  private static final String PULL = "sagePull";

  /** Puts lazy pages of everything open into the body. */
  public void sweep(Exchange exchange) {
    begin(exchange, Pull.sweep(statements(exchange), asked(exchange)));
  }

  /** Puts lazy pages of the customers touched since the cursor into the body. */
  public void delta(Exchange exchange) {
    Cursor since = Cursor.read(exchange.getProperty("cursor", String.class));
    if (since == null) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "Sage 100: there is no whole sweep yet to continue from. What to do: run the sweep of this source first.");
    }
    begin(exchange, Pull.delta(statements(exchange), asked(exchange), since));
  }

  private static void begin(Exchange exchange, Pull pull) {
    exchange.setProperty(PULL, pull);
    exchange.getMessage().setBody(pull);
  }

  /** After the last page: the proof. */
  public void close(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(exchange.getProperty(PULL, Pull.class).close());
    exchange.removeProperty(PULL);
    exchange.removeProperty(ACCESS);
  }

  /** Body: item keys. Answers which are there, open or settled, and whose they are. */
  public void recheck(Exchange exchange) {
    Statements statements = statements(exchange);
    Cursor known = Cursor.read(exchange.getProperty("known", String.class));
    if (known != null && known.isAheadOf(statements)) {
      throw Pull.older(statements);
    }
    @SuppressWarnings("unchecked")
    List<String> keys = exchange.getMessage().getBody(List.class);
    exchange.getMessage().setBody(Look.up(statements, keys));
  }

  /** Answers who we are there and what is missing. */
  public void probe(Exchange exchange) {
    exchange.getMessage().setBody(Probe.ask(statements(exchange), company(exchange)));
  }

  private static Statements statements(Exchange exchange) {
    return Statements.of(exchange.getContext(), exchange.getProperty(ACCESS, Access.class));
  }

  private static Pull.Asked asked(Exchange exchange) {
    return new Pull.Asked(
        company(exchange),
        today(exchange),
        Cursor.read(exchange.getProperty("known", String.class)));
  }

  private static @Nullable LocalDate today(Exchange exchange) {
    return exchange.getProperty("today", LocalDate.class);
  }

  private static String company(Exchange exchange) {
    return exchange.getProperty("company", "1", String.class);
  }
}
