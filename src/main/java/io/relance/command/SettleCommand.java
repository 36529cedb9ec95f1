package io.relance.command;

import io.relance.flow.Settling.Fate;
import io.relance.flow.Settling.Settled;
import io.relance.store.UncertainStore.Doubt;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A person's word on a message of which the hub cannot know whether it arrived. */
@Command(
    name = "settle",
    mixinStandardHelpOptions = true,
    description = {
      "List the UNCERTAIN messages, or say what became of one.",
      "sent: it arrived; it counts as a contact of the day it left, and the ERP is told."
          + " not-sent: it did not; its account is decided again at the next run.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if there is nothing to settle."
    })
public final class SettleCommand extends HomeCommand {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACT",
      description = "the number of the act, for example 42; none: all of them are listed")
  private @Nullable Long act;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "sent|not-sent",
      converter = Fates.class,
      description = "did it arrive?")
  private @Nullable Fate fate;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "how you know, for the journal; for example \"seen in the relay's log\"")
  private String reason = "";

  @Mixin private final AsJson json = new AsJson();

  @Spec private CommandSpec spec = CommandSpec.create();

  public SettleCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    if (act != null && fate == null) {
      throw new ParameterException(
          spec.commandLine(), "did it arrive? say: relance settle %d sent|not-sent".formatted(act));
    }
    return inside(
        rooms -> {
          if (act == null || fate == null) {
            list(rooms.uncertain());
          } else {
            settle(rooms.settling().settle(act, fate, desk().person(), reason));
          }
        });
  }

  private void settle(Settled settled) {
    if (json.wanted) {
      Json.print(out(), settled);
    } else {
      out()
          .printf(
              "Act %d to %s (%s) is %s: %s.%n",
              settled.act(), settled.debtor(), settled.to(), settled.state(), settled.next());
    }
  }

  private void list(List<Doubt> all) {
    if (json.wanted) {
      Json.print(out(), all);
    } else if (all.isEmpty()) {
      out().println("There is nothing to settle: of every message it is known what became of it.");
    } else {
      Table table = new Table("Act", "Left (UTC)", "Channel", "To", "Debtor", "Key", "Then", "Why");
      all.forEach(one -> table.row(cells(one)));
      out().println(table);
      out().println("Find out whether it arrived, then: relance settle ACT sent|not-sent");
    }
  }

  private static Object[] cells(Doubt one) {
    Instant again = one.againAt();
    return new Object[] {
      one.act(),
      minute(one.since()),
      one.channel(),
      one.to().replace("\n", ", "),
      one.debtor(),
      one.who(),
      again == null ? "a person settles it" : "leaves once more at " + minute(again),
      one.cause()
    };
  }

  static String minute(Instant at) {
    return MINUTE.format(at.atOffset(ZoneOffset.UTC));
  }

  /** Only the two words, as they are typed. */
  static final class Fates implements ITypeConverter<Fate> {
    @Override
    public Fate convert(String word) {
      return Arrays.stream(Fate.values())
          .filter(fate -> fate.text().equals(word))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("say sent or not-sent, not '" + word + "'"));
    }
  }
}
