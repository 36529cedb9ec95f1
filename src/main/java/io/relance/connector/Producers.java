package io.relance.connector;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/** The producer template by which connectors call their own kamelets from plain Java. */
public final class Producers {
  private Producers() {}

  /** One for the whole context, which stops it. */
  public static synchronized ProducerTemplate of(CamelContext context) {
    ProducerTemplate shared = context.hasService(ProducerTemplate.class);
    try {
      if (shared == null) {
        shared = context.createProducerTemplate();
        context.addService(shared);
      }
      return shared;
    } catch (Exception e) {
      throw new IllegalStateException("Camel gives no producer template", e);
    }
  }
}
