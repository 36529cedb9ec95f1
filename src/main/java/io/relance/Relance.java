package io.relance;

import io.relance.command.AlertsCommand;
import io.relance.command.AnsweredCommand;
import io.relance.command.ApproveCommand;
import io.relance.command.ArmCommand;
import io.relance.command.AuthoriseCommand;
import io.relance.command.CancelCommand;
import io.relance.command.CheckCommand;
import io.relance.command.ConnectorCommands;
import io.relance.command.DebtorsCommand;
import io.relance.command.DemoCommand;
import io.relance.command.Desk;
import io.relance.command.DisarmCommand;
import io.relance.command.DriftCommand;
import io.relance.command.ExplainCommand;
import io.relance.command.Failure;
import io.relance.command.HoldCommand;
import io.relance.command.LinkCommand;
import io.relance.command.PlanCommand;
import io.relance.command.ReceiptCommand;
import io.relance.command.ReleaseCommand;
import io.relance.command.RunCommand;
import io.relance.command.SettleCommand;
import io.relance.command.UnblockCommand;
import io.relance.command.UnholdCommand;
import io.relance.command.UnlinkCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts it. The only place that knows the wall clock. */
@Command(
    name = "relance",
    mixinStandardHelpOptions = true,
    version = "Relance 0.1.0-SNAPSHOT",
    description = "A dunning hub: what is owed, who hears what, once and only once.",
    subcommands = CommandLine.HelpCommand.class)
public final class Relance {
  private Relance() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path installation = Path.of(System.getProperty("relance.installation", "."));
    System.exit(
        line(new Desk(Clock.systemUTC(), System.getenv(), out, installation)).execute(args));
  }

  /** All commands, ready to execute. */
  static CommandLine line(Desk desk) {
    CommandLine line = new CommandLine(new Relance());
    line.addSubcommand(new DemoCommand(desk));
    line.addSubcommand(new RunCommand(desk));
    line.addSubcommand(new ArmCommand(desk));
    line.addSubcommand(new DisarmCommand(desk));
    line.addSubcommand(new ApproveCommand(desk));
    line.addSubcommand(new CancelCommand(desk));
    line.addSubcommand(new AlertsCommand(desk));
    line.addSubcommand(new SettleCommand(desk));
    line.addSubcommand(new ReceiptCommand(desk));
    line.addSubcommand(new AnsweredCommand(desk));
    line.addSubcommand(new HoldCommand(desk));
    line.addSubcommand(new UnholdCommand(desk));
    line.addSubcommand(new UnblockCommand(desk));
    line.addSubcommand(new ReleaseCommand(desk));
    line.addSubcommand(new DebtorsCommand(desk));
    line.addSubcommand(new DriftCommand(desk));
    line.addSubcommand(new LinkCommand(desk));
    line.addSubcommand(new UnlinkCommand(desk));
    line.addSubcommand(new AuthoriseCommand(desk));
    line.addSubcommand(new CheckCommand(desk));
    line.addSubcommand(new PlanCommand(desk));
    line.addSubcommand(new ExplainCommand(desk));
    line.addSubcommand(ConnectorCommands.line(desk));
    line.setOut(desk.out());
    Failure.answers(line);
    return line;
  }
}
