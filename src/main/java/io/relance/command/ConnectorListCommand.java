package io.relance.command;

import io.relance.kit.Kit;
import io.relance.settings.Connector;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which connectors a home has. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the connectors of a home: what they can do, and their samples.")
final class ConnectorListCommand extends ConnectorCommand {
  @Mixin private final AsJson json = new AsJson();

  ConnectorListCommand(Desk desk) {
    super(desk);
  }

  private record Listed(String name, Set<String> actions, List<String> samples) {}

  @Override
  public Integer call() {
    Kit kit = kit();
    List<Listed> all = kit.list().stream().map(one -> listed(kit, one)).toList();
    if (json.wanted) {
      Json.print(out(), all);
    } else {
      Table table = new Table("connector", "actions", "samples");
      all.forEach(
          one ->
              table.row(
                  one.name(),
                  String.join(", ", one.actions()),
                  one.samples().isEmpty() ? "none" : String.join(", ", one.samples())));
      out().println(table);
    }
    out().flush();
    return 0;
  }

  private static Listed listed(Kit kit, Connector connector) {
    return new Listed(
        connector.name(),
        connector.actions().keySet(),
        kit.trials(connector).stream()
            .map(trial -> trial.sample().folder().getFileName().toString())
            .toList());
  }
}
