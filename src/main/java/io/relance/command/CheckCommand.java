package io.relance.command;

import io.relance.boot.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every mistake of an installation, at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "List every mistake in settings, policies, templates, routes and connectors, and whether ERP,"
          + " database and relay answer and give the rights we need. Sends nothing.",
      "Exit code 1 if there is any mistake."
    })
public final class CheckCommand extends HomeCommand {
  @Mixin private final AsJson json = new AsJson();

  public CheckCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    Check.Report report = Check.of(home(), desk().clock(), desk().environment());
    if (json.wanted) {
      Json.print(out(), report);
    } else {
      report.good().forEach(line -> out().println("  ok  " + line));
      report.mistakes().forEach(mistake -> out().println("  !!  " + mistake));
      out().printf("%n%d mistake(s).%n", report.mistakes().size());
    }
    out().flush();
    return report.mistakes().isEmpty() ? 0 : 1;
  }
}
