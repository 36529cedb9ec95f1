package io.relance.command;

import io.relance.kit.Scaffold;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Begins a connector. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Begin a connector for a REST API in files only: kamelets, mappings, a sample, a README.",
      "It keeps every law as it stands; then make it speak to your system (connectors/README.md)."
    })
final class ConnectorNewCommand extends ConnectorCommand {
  @Parameters(paramLabel = "NAME", description = "small letters, digits and hyphens")
  private String name = "";

  @Mixin private final AsJson json = new AsJson();

  ConnectorNewCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    List<String> files =
        written().stream().map(file -> root().relativize(file).toString()).toList();
    if (json.wanted) {
      Json.print(out(), files);
    } else {
      files.forEach(file -> out().println("  " + file));
      out().printf("%nNow try it: ./relance connector test %s%n", name);
    }
    out().flush();
    return 0;
  }

  private List<Path> written() {
    try {
      return Scaffold.make(connectors(), name);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal("there is " + e.getMessage() + " already", "take another name");
    } catch (IllegalArgumentException e) {
      throw Refusal.of(e);
    } catch (IOException e) {
      throw new Refusal("the files cannot be written: " + e.getMessage(), "check the disk");
    }
  }
}
