package io.relance.command;

import io.relance.kit.Kit;
import io.relance.kit.Law;
import io.relance.kit.Laws;
import io.relance.kit.Trial;
import io.relance.kit.Verdict;
import io.relance.settings.Connector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a connector against its sample and the laws, or shows a real system through it. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Hold a connector against its samples and every law: a line each, with what was seen.",
      "With --live, read a configured system instead: the first ten items, what there is, and what"
          + " is missing. Changes nothing.",
      "Exit code 1 if a law is broken, or the system cannot be read or believed."
    })
final class ConnectorTestCommand extends ConnectorCommand {
  @Parameters(paramLabel = "NAME", description = "the connector's folder under connectors/")
  private String name = "";

  @Option(
      names = "--live",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "SOURCE",
      description = "the source to read; default: the one that names this connector")
  private @Nullable String live;

  @Option(
      names = "--company",
      paramLabel = "KEY",
      description = "with --live: the ERP's company key; default: the source's first")
  private @Nullable String company;

  @Mixin private final AsJson json = new AsJson();

  ConnectorTestCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    Kit kit = kit();
    Connector connector = named(kit, name);
    try {
      return live == null
          ? judged(kit, connector)
          : new LiveLook(this, kit, connector).show(live, company, json.wanted);
    } finally {
      out().flush();
    }
  }

  private int judged(Kit kit, Connector connector) {
    List<Trial> trials = kit.trials(connector);
    if (trials.isEmpty()) {
      throw new Refusal(
          "the connector " + name + " has no sample",
          "record one under connectors/" + name + "/sample (connectors/README.md, The sample)");
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Trial trial : trials) {
      for (Law law : Laws.all()) {
        verdicts.add(law.judge(trial));
      }
    }
    long broken = verdicts.stream().filter(Verdict::broken).count();
    if (json.wanted) {
      Json.print(out(), verdicts);
    } else {
      Table table = new Table("law", "sample", "verdict", "what was seen");
      verdicts.forEach(
          one -> table.row(one.law(), one.sample(), one.outcome().text(), one.reason()));
      out().printf("%s%n%n%d law(s) broken.%n", table, broken);
    }
    return broken == 0 ? 0 : 1;
  }
}
