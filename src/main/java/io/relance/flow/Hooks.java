package io.relance.flow;

import io.relance.ledger.Source;
import io.relance.store.HintStore;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which an ERP, or n8n for it, says "read this source now", by routes/hooks.camel.yaml.
 * It is a hint: nothing that comes with it is read or kept.
 */
public final class Hooks {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private final HintStore hints;
  private final Token token;
  private final Map<String, Source> sources;

  /**
   * Bound as {@code hooks}.
   *
   * @param token what whoever knocks must show; empty = nobody may
   */
  public Hooks(HintStore hints, String token, Collection<Source> sources) {
    this.hints = hints;
    this.token = new Token(token);
    this.sources = sources.stream().collect(Collectors.toMap(Source::name, Function.identity()));
  }

  /**
   * Notes the hint and answers: 202 it will be read, 401 who are you, 404 there is no such source
   * or company here.
   */
  public void knock(Exchange exchange) {
    Message asked = exchange.getMessage();
    String shown = asked.getHeader("Authorization", "", String.class);
    String source = asked.getHeader("source", "", String.class);
    String company = asked.getHeader("company", "", String.class);
    int status = !token.isBearer(shown) ? 401 : !has(source, company) ? 404 : 202;
    if (status == 202) {
      hints.ask(source);
    } else if (status == 401) {
      LOG.warn("Somebody without the token (relance.hooks.token) knocked at hooks/…");
    }
    answer(exchange, status);
  }

  /** Too many at a time: 429, ask again in a second. */
  public void tooMany(Exchange exchange) {
    answer(exchange, 429);
    exchange.getMessage().setHeader("Retry-After", "1");
  }

  /** The hint could not be noted: 503, and the reason in our own log only. */
  public void trouble(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.error("A hint could not be noted: {}", Cause.of(cause));
    answer(exchange, 503);
  }

  private boolean has(String name, String company) {
    Source source = sources.get(name);
    return source != null && (company.isEmpty() || source.companies().contains(company));
  }

  /** That status, and nothing else: nothing that came in goes out. */
  static void answer(Exchange exchange, int status) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(null);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
  }
}
