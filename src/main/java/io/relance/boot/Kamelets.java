package io.relance.boot;

import io.relance.ledger.Source;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what routes will ask of a source before any of them runs. When two threads are the first to
 * ask, Camel makes the kamelet twice and turns one of them away (RejectedExecutionException): its
 * messages would wait, or be uncertain, for nothing.
 */
final class Kamelets {
  private static final Logger LOG = LoggerFactory.getLogger(Kamelets.class);

  private Kamelets() {}

  static void make(CamelContext context, Source source) {
    Stream.concat(Stream.of("sweep"), source.can().stream().map(Kamelets::action))
        .sorted()
        .forEach(action -> make(context, source, action));
  }

  private static String action(Source.Ability ability) {
    return ability.name().toLowerCase(Locale.ROOT);
  }

  private static void make(CamelContext context, Source source, String action) {
    try {
      context.getEndpoint(
          "kamelet:%s-%s/%s-%s".formatted(source.connector(), action, source.name(), action));
    } catch (ResolveEndpointFailedException | FailedToCreateRouteException e) {
      // what is wrong with it was said when its file and its settings were read
      LOG.debug("{} {} is not there", source.name(), action, e);
    }
  }
}
