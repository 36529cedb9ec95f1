package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.flow.Settling.Settled;
import java.util.Arrays;
import java.util.NoSuchElementException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A person's word on a message of which the hub cannot know whether it arrived. */
@Command(
    name = "settle",
    mixinStandardHelpOptions = true,
    description = {
      "Say what became of an UNCERTAIN message (explain and the alerts show its number).",
      "sent: it arrived; it counts as a contact of the day it left, and the ERP is told."
          + " not-sent: it did not; its account is decided again at the next run.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if there is nothing to settle."
    })
public final class SettleCommand extends HomeCommand {
  @Parameters(
      index = "0",
      paramLabel = "ACT",
      description = "the number of the act, for example 42")
  private long act;

  @Parameters(
      index = "1",
      paramLabel = "sent|not-sent",
      converter = Fates.class,
      description = "did it arrive?")
  private Fate fate = Fate.NOT_SENT;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "how you know, for the journal; for example \"seen in the relay's log\"")
  private String reason = "";

  @Mixin private final AsJson json = new AsJson();

  public SettleCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      Settled settled = Rooms.of(house).settling().settle(act, fate, desk().person(), reason);
      if (json.wanted) {
        Json.print(out(), settled);
      } else {
        out()
            .printf(
                "Act %d to %s (%s) is %s: %s.%n",
                settled.act(), settled.debtor(), settled.to(), settled.state(), settled.next());
      }
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
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
