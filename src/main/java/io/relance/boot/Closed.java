package io.relance.boot;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Stands where the hub's HTTP door would stand while it is closed: its routes load, nobody comes.
 */
final class Closed extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
    parameters.clear();
    return new Wall(uri, this);
  }

  private static final class Wall extends DefaultEndpoint {
    Wall(String uri, Closed component) {
      super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("a door is no place to send to");
    }
  }
}
