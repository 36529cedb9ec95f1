package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.kit.Law.Broken;
import io.relance.kit.Law.NotApplicable;
import io.relance.kit.Player.Harm;
import io.relance.kit.Player.Mishap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a connector makes of its sample when things go wrong, each thing in turn. */
final class FaultLaws {
  private FaultLaws() {}

  static String restart(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading good = Trial.good(play);
      int pages = good.pages().size();
      for (int taken = 0; taken < pages; taken++) {
        Reading cut = play.sweep(taken);
        String when = "the hub stopped after " + taken + " of " + pages + " pages";
        if (cut.close().isPresent()) {
          throw new Broken(when + ", and the sweep closed all the same");
        }
        Reading next = play.sweep();
        unfinished(next)
            .or(() -> SameLedger.difference(good, next))
            .ifPresent(
                difference -> {
                  throw new Broken(when + "; the next sweep: " + difference + play.missing());
                });
      }
      return "stopped after each of " + pages + " pages";
    }
  }

  private static Optional<String> unfinished(Reading reading) {
    return reading.failure().isPresent() || reading.close().isEmpty()
        ? Optional.of(reading.ending())
        : Optional.empty();
  }

  static String failing(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading good = Trial.good(play);
      List<Mishap> mishaps = mishaps(play, Harm.FAILS);
      for (Mishap mishap : mishaps) {
        Reading reading = play.sweep(mishap);
        if (reading.close().isPresent() && reading.failure().isEmpty()) {
          throw new Broken(mishap.what() + ", and the sweep " + reading.ending());
        }
        if (reading.trouble().isEmpty()) {
          throw new Broken(
              mishap.what() + ": no trouble a person could act on, but " + reading.ending());
        }
      }
      recovered(play, good);
      return mishaps.size() + " failures, each a trouble";
    }
  }

  static String empty(Trial trial) throws Exception {
    return refusedOrTheSame(trial, Harm.EMPTY);
  }

  static String duplicate(Trial trial) throws Exception {
    return refusedOrTheSame(trial, Harm.REPEATED);
  }

  static String drift(Trial trial) throws Exception {
    return refusedOrTheSame(trial, Harm.RENAMED);
  }

  /** Whatever happens: nothing is believed, or what is believed is who really owes what. */
  private static String refusedOrTheSame(Trial trial, Harm harm) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading good = Trial.good(play);
      List<Mishap> mishaps = mishaps(play, harm);
      int refused = 0;
      for (Mishap mishap : mishaps) {
        Reading reading = play.sweep(mishap);
        if (reading.refusal().isPresent()) {
          refused++;
          named(reading, mishap);
        } else if (!(harm == Harm.EMPTY && none(reading))) {
          Essentials.difference(good, reading)
              .ifPresent(
                  difference -> {
                    throw new Broken(mishap.what() + ", and it was believed: " + difference);
                  });
        }
      }
      recovered(play, good);
      return "%d times, %d refused, the others harmless".formatted(mishaps.size(), refused);
    }
  }

  /** What went wrong is over: so is its effect. */
  private static void recovered(Trial.Play play, Reading good) throws Exception {
    Reading after = play.sweep();
    unfinished(after)
        .or(() -> SameLedger.difference(good, after))
        .ifPresent(
            difference -> {
              throw new Broken("when all is well again: " + difference + play.missing());
            });
  }

  /** The system itself says that nothing is open. */
  private static boolean none(Reading reading) {
    return reading.openItems() == 0
        && reading.close().map(close -> close.path("items").asLong(-1) == 0).orElse(false);
  }

  /** What was thrown is for people. */
  private static void named(Reading reading, Mishap mishap) {
    if (reading.failure().isPresent() && reading.trouble().isEmpty()) {
      throw new Broken(
          mishap.what() + ": no trouble a person could act on, but " + reading.ending());
    }
  }

  private static List<Mishap> mishaps(Trial.Play play, Harm harm) throws Exception {
    List<Mishap> mishaps = play.player().mishaps(harm);
    if (mishaps.isEmpty()) {
      throw new NotApplicable("nothing in this sample can go wrong in this way");
    }
    return mishaps;
  }

  static String vanished(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading good = Trial.good(play);
      JsonNode item = numbered(good);
      String key = item.path("key").asText();
      Mishap mishap = play.player().without(List.of(item.path("number").asText()));
      Reading reading = play.sweep(mishap);
      boolean refused = reading.refusal().isPresent();
      if (!refused && owed(Optional.ofNullable(reading.last("item").get(key)))) {
        throw new Broken(mishap.what() + ", and the sweep brought item " + key + " all the same");
      }
      String seen =
          "item %s: the sweep %s".formatted(key, refused ? "is refused" : "leaves it out");
      return seen + (play.stage().has("recheck") ? rechecked(trial, play, mishap, key) : "");
    }
  }

  private static JsonNode numbered(Reading good) {
    return good.last("item").values().stream()
        .filter(item -> item.path("number").asText("").length() > 2 && owed(Optional.of(item)))
        .findFirst()
        .orElseThrow(() -> new NotApplicable("no open item of this sample has a number"));
  }

  private static boolean owed(Optional<JsonNode> item) {
    return item.filter(one -> Reading.open(one).signum() != 0).isPresent();
  }

  private static String rechecked(Trial trial, Trial.Play play, Mishap mishap, String key)
      throws Exception {
    play.player().rewind();
    mishap.strikes().now();
    try {
      Object answer = play.stage().run("recheck", trial.company(), List.of(key), Map.of());
      for (JsonNode item : Stage.records(answer).path("item")) {
        if (item.path("key").asText().equals(key) && owed(Optional.of(item))) {
          throw new Broken(
              mishap.what() + ", and the re-read brought item " + key + " all the same");
        }
      }
      return ", the re-read does not find it";
    } catch (SourceTrouble trouble) {
      return ", the re-read is refused";
    }
  }
}
