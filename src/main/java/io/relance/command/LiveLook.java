package io.relance.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.boot.House;
import io.relance.kit.Kit;
import io.relance.kit.Look;
import io.relance.kit.Unread;
import io.relance.settings.Connector;
import io.relance.settings.Sources;
import io.relance.store.GrantStore;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A configured system seen through its connector, read only. */
final class LiveLook {
  private final ConnectorCommand command;
  private final Kit kit;
  private final Connector connector;

  LiveLook(ConnectorCommand command, Kit kit, Connector connector) {
    this.command = command;
    this.kit = kit;
    this.connector = connector;
  }

  private record Seen(
      String source,
      String company,
      Map<String, Long> counts,
      List<JsonNode> items,
      List<Look.Missing> missing,
      List<String> faults,
      @Nullable Map<?, ?> close) {}

  /** Shows it; 1 when the ledger would not believe it. */
  int show(String wanted, @Nullable String company, boolean asJson) {
    try (House house = command.open()) {
      Sources sources = new Sources(house.settings(), Map.of(connector.name(), connector));
      String source = source(sources, wanted);
      Map<String, String> parameters = new TreeMap<>(house.settings().source(source));
      String key =
          company == null ? parameters.getOrDefault("companies", "").split(",")[0] : company;
      Look look = look(house, sources, source, parameters, key.strip());
      if (asJson) {
        Json.print(
            command.out(),
            new Seen(
                source,
                key,
                look.counts(),
                look.items(),
                look.missing(),
                look.faults(),
                look.close()));
      } else {
        print(command.out(), look, source + "/" + key);
      }
      return look.faults().isEmpty() && look.close() != null ? 0 : 1;
    }
  }

  private String source(Sources sources, String wanted) {
    List<String> usable = sources.usable();
    if (wanted.isEmpty() && usable.size() == 1) {
      return usable.get(0);
    }
    if (!usable.contains(wanted)) {
      throw new Refusal(
          wanted.isEmpty()
              ? "%d sources name the connector %s: %s"
                  .formatted(usable.size(), connector.name(), usable)
              : "no source '%s' names the connector %s; these do: %s"
                  .formatted(wanted, connector.name(), usable),
          "set relance.source.NAME.connector=" + connector.name() + ", then --live NAME");
    }
    return wanted;
  }

  private Look look(
      House house, Sources sources, String source, Map<String, String> parameters, String key) {
    try {
      return kit.look(
          connector,
          Map.entry(source, parameters),
          key,
          LocalDate.now(house.clock()),
          Map.of(
              "clock", house.clock(), "grants", new GrantStore(house.database(), house.clock())));
    } catch (Unread unread) {
      throw new Refusal(
          sources.masked(source + "/" + key + ": " + unread.getMessage()),
          "see connectors/" + connector.name() + "/README.md");
    }
  }

  private static void print(PrintWriter out, Look look, String name) {
    out.printf("%s, the first %d items:%n%n", name, look.items().size());
    Table items = new Table("number", "key", "kind", "debtor", "issued", "due", "open", "currency");
    for (JsonNode item : look.items()) {
      String debtor = item.path("debtor").asText();
      items.row(
          said(item, "number"),
          said(item, "key"),
          said(item, "kind"),
          look.name(debtor).isEmpty() ? debtor : look.name(debtor),
          said(item, "issued"),
          said(item, "due"),
          said(item, "open"),
          said(item, "currency"));
    }
    out.println(items);
    out.printf("%nWhat there is: %s%nProof: %s%n", look.counts(), look.close());
    out.println(look.missing().isEmpty() ? "Nothing important is missing." : "What is missing:");
    Table missing = new Table("field", "empty in", "of");
    look.missing()
        .forEach(one -> missing.row(one.type() + "." + one.field(), one.empty(), one.of()));
    if (!missing.isEmpty()) {
      out.println(missing);
    }
    look.faults().forEach(fault -> out.println("  !!  " + fault));
  }

  private static String said(JsonNode item, String field) {
    return item.path(field).isNull() ? "" : item.path(field).asText("");
  }
}
