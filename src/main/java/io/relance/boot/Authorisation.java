package io.relance.boot;

import io.relance.connector.Grants.Grant;
import io.relance.connector.SourceTrouble;
import io.relance.journal.Entry;
import io.relance.settings.Connector;
import io.relance.settings.ConnectorFiles;
import io.relance.store.GrantStore;
import io.relance.store.JournalStore;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A person lets the hub into an ERP with OAuth2: through the connector's {@code
 * <erp>-authorise.kamelet.yaml}, which answers with an address, or takes a code.
 */
public final class Authorisation implements AutoCloseable {
  private final House house;
  private final Hub hub;
  private final String source;
  private final String connector;

  private Authorisation(House house, Hub hub, String source, String connector) {
    this.house = house;
    this.hub = hub;
    this.source = source;
    this.connector = connector;
  }

  /**
   * Of one source of that home; no route runs.
   *
   * @throws NoSuchElementException when there is no such source, or its connector needs none
   */
  public static Authorisation of(House house, String source) {
    if (!house.settings().sources().contains(source)) {
      throw new NoSuchElementException(
          "no source '%s'; the settings name %s".formatted(source, house.settings().sources()));
    }
    String connector = house.settings().source(source).getOrDefault("connector", "");
    Connector known = ConnectorFiles.read(house.home().connectors()).connectors().get(connector);
    if (known == null || !known.actions().containsKey("authorise")) {
      throw new NoSuchElementException(
          "the connector " + connector + " needs no authorisation: its settings are enough");
    }
    return new Authorisation(house, Hub.inspect(house), source, connector);
  }

  /** Where the person says yes. */
  public String address() {
    return ask(null);
  }

  /**
   * Takes the code that the ERP gave for his yes; a minute later it is worth nothing.
   *
   * @throws IllegalStateException when the ERP does not take it, with what to do
   */
  public void code(String code, String person) {
    ask(code);
    journal(person);
  }

  /** Takes a refresh token that he got elsewhere; from now on only the hub may use it. */
  public void refresh(String token, String person) {
    new GrantStore(house.database(), house.clock()).put(source, Grant.of(token));
    journal(person);
  }

  private String ask(@Nullable String code) {
    String uri = "kamelet:" + connector + "-authorise/" + source + "-authorise";
    Exchange answer =
        hub.context()
            .createProducerTemplate()
            .request(
                uri,
                exchange -> {
                  exchange.setProperty("source", source);
                  exchange.getMessage().setBody(code);
                });
    if (answer.getException() instanceof SourceTrouble trouble) {
      throw new IllegalStateException(trouble.getMessage(), trouble);
    }
    if (answer.getException() != null) {
      throw new IllegalStateException(uri + " failed", answer.getException());
    }
    return answer.getMessage().getBody(String.class);
  }

  private void journal(String person) {
    new JournalStore(house.database())
        .append(
            List.of(
                new Entry(
                    house.clock().instant(),
                    "source authorised",
                    person,
                    null,
                    null,
                    null,
                    Map.of("source", source),
                    null,
                    null)));
  }

  @Override
  public void close() {
    hub.close();
  }
}
