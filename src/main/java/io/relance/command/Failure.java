package io.relance.command;

import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;

/**
 * How a command answers that could not do it: in words on stderr, or, given --json, as JSON on
 * stdout: {@code {"error": …, "remedy": …, "mistakes": […]}}, always of these three.
 */
public final class Failure {
  private static final int USAGE = 2;
  private static final int BROKEN = 70;

  private Failure() {}

  /** What was wrong; remedy is null when the error says it. */
  record Told(String error, @Nullable String remedy, List<Mistake> mistakes) {}

  /** From now on all commands of the line answer so. */
  public static void answers(CommandLine line) {
    IParameterExceptionHandler usual = line.getParameterExceptionHandler();
    line.setExecutionExceptionHandler((problem, failed, parsed) -> failed(problem, failed));
    line.setParameterExceptionHandler(
        (problem, arguments) -> {
          if (!List.of(arguments).contains("--json")) {
            return usual.handleParseException(problem, arguments);
          }
          String help = problem.getCommandLine().getCommandSpec().qualifiedName() + " --help";
          Json.print(
              problem.getCommandLine().getOut(),
              new Told(String.valueOf(problem.getMessage()), "see " + help, List.of()));
          return USAGE;
        });
  }

  private static int failed(Exception problem, CommandLine failed) {
    Told told = told(problem, failed.getCommandName());
    if (failed.getParseResult().hasMatchedOption("--json")) {
      Json.print(failed.getOut(), told);
    } else {
      failed.getErr().println(words(told));
    }
    failed.getOut().flush();
    failed.getErr().flush();
    LoggerFactory.getLogger(Failure.class).debug("where it failed", problem);
    return problem instanceof Refusal || problem instanceof Mistakes ? 1 : BROKEN;
  }

  private static Told told(Exception problem, String command) {
    if (problem instanceof Mistakes wrong) {
      int count = wrong.all().size();
      return new Told(count + " mistake(s); nothing was done", null, wrong.all());
    }
    return problem instanceof Refusal refusal
        ? new Told(String.valueOf(refusal.getMessage()), refusal.remedy(), List.of())
        : new Told(command + " failed: " + problem, null, List.of());
  }

  private static String words(Told told) {
    StringBuilder words = new StringBuilder(told.error());
    if (told.remedy() != null) {
      words.append(": ").append(told.remedy());
    }
    told.mistakes().forEach(mistake -> words.append(System.lineSeparator()).append(mistake));
    return words.toString();
  }
}
