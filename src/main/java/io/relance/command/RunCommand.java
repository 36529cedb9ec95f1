package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Hub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The hub, until it is stopped; a stop finishes what is in flight. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run the hub until it is stopped (Ctrl-C or SIGTERM finishes what is in flight).")
public final class RunCommand extends HomeCommand {
  @Option(
      names = "--node",
      paramLabel = "NAME",
      defaultValue = "hub",
      description =
          "this process's name among those that share the database (default: ${DEFAULT-VALUE})")
  private String node = "hub";

  public RunCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Stop stop = new Stop();
        House house = open();
        Hub hub = Hub.start(house, node)) {
      out().printf("Relance runs as node %s on %s.%n", node, house.home().root());
      if (!hub.refused().isEmpty()) {
        out()
            .printf(
                "%d file(s) or source(s) were refused, the others run:%n", hub.refused().size());
        hub.refused().forEach(mistake -> out().println("  " + mistake));
      }
      out().flush();
      stop.await();
    }
    return 0;
  }
}
