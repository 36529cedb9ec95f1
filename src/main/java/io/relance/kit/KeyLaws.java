package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.kit.Law.Broken;
import io.relance.kit.Law.NotApplicable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a connector does by key: reads items again, writes back once. */
final class KeyLaws {
  private KeyLaws() {}

  static String reread(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      needs(play, "recheck", "sending relies on the age of the newest whole reading");
      Map<String, JsonNode> swept = Trial.good(play).last("item");
      List<String> keys = new ArrayList<>(swept.keySet());
      String unknown = unknown(keys);
      keys.add(unknown);
      play.player().rewind();
      Map<String, JsonNode> found = recheck(trial, play, keys);
      for (Map.Entry<String, JsonNode> item : swept.entrySet()) {
        same(item.getKey(), item.getValue(), found, play);
      }
      Set<String> strangers = new TreeSet<>(found.keySet());
      strangers.removeAll(swept.keySet());
      if (!strangers.isEmpty()) {
        throw new Broken("it answers for " + strangers + "; " + unknown + " is known to nobody");
      }
      return swept.size() + " items found, the unknown key is not";
    }
  }

  private static void needs(Trial.Play play, String action, String otherwise) {
    if (!play.stage().has(action)) {
      throw new NotApplicable("this connector has no " + action + ": " + otherwise);
    }
  }

  /** A key of the same form, as far as one can tell: its digits are others. */
  private static String unknown(List<String> keys) {
    String unknown = keys.get(0).replaceFirst("\\d+", "987654321");
    return keys.contains(unknown) ? unknown + "1" : unknown;
  }

  private static Map<String, JsonNode> recheck(Trial trial, Trial.Play play, List<String> keys)
      throws Exception {
    try {
      Object answer = play.stage().run("recheck", trial.company(), keys, Map.of());
      Map<String, JsonNode> found = new HashMap<>();
      for (JsonNode item : Stage.records(answer).path("item")) {
        List<String> faults = trial.schemas().faults("item", item);
        if (!faults.isEmpty()) {
          throw new Broken("item " + item.path("key").asText() + ": " + faults);
        }
        found.put(item.path("key").asText(), item);
      }
      return found;
    } catch (SourceTrouble trouble) {
      throw new Broken(trouble.getMessage() + play.missing());
    }
  }

  private static void same(
      String key, JsonNode swept, Map<String, JsonNode> found, Trial.Play play) {
    JsonNode again = found.get(key);
    if (again == null) {
      throw new Broken("item " + key + " is not found by its key" + play.missing());
    }
    SameLedger.record("item " + key + " re-read", swept, again)
        .ifPresent(
            difference -> {
              throw new Broken(difference);
            });
  }

  static String writeback(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      needs(play, "writeback", "nothing is told back");
      JsonNode item = noted(Trial.good(play));
      once(trial, play, item);
      String lost = lost(trial, play, item);
      return "note on document " + item.path("document").asText() + ": written once" + lost;
    }
  }

  private static JsonNode noted(Reading good) {
    return good.records("item").stream()
        .filter(item -> item.path("document").isTextual())
        .findFirst()
        .orElseThrow(() -> new NotApplicable("no item of this sample has a document"));
  }

  private static void once(Trial trial, Trial.Play play, JsonNode item) throws Exception {
    play.player().rewind();
    Optional<SourceTrouble> first = note(trial, play, item);
    if (first.isPresent() || play.player().writes() == 0) {
      throw new Broken(
          "the note was not written: "
              + first.map(Throwable::getMessage).orElse("no answer of the sample is marked writes")
              + play.missing());
    }
    int written = play.player().writes();
    Optional<SourceTrouble> again = note(trial, play, item);
    if (again.isPresent() || play.player().writes() != written) {
      throw new Broken(
          "asked again with the same key: "
              + again.map(Throwable::getMessage).orElse("it was written a second time")
              + play.missing());
    }
  }

  private static String lost(Trial trial, Trial.Play play, JsonNode item) throws Exception {
    play.player().rewind();
    if (!play.player().loseReply()) {
      return "";
    }
    Optional<SourceTrouble> lost = note(trial, play, item);
    int written = play.player().writes();
    if (lost.isEmpty()) {
      throw new Broken("the reply to the write was lost, and it was no trouble");
    }
    note(trial, play, item);
    if (play.player().writes() != written) {
      throw new Broken("the reply was lost; asked again, it was written a second time");
    }
    return ", after a lost reply too";
  }

  private static Optional<SourceTrouble> note(Trial trial, Trial.Play play, JsonNode item)
      throws Exception {
    Map<String, Object> asked = new HashMap<>();
    asked.put("writebackKind", "note");
    asked.put("writebackKey", "relance:sample:1");
    asked.put("writebackTarget", item.path("document").asText());
    asked.put("today", trial.sample().today());
    try {
      play.stage().run("writeback", trial.company(), "Reminder sent", asked);
      return Optional.empty();
    } catch (SourceTrouble trouble) {
      return Optional.of(trouble);
    }
  }

  /** A task asked for twice is there once, and what became of it can be asked. */
  static String task(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      needs(play, "task", "what a colleague is to do goes to a webhook, or to nobody");
      String debtor = Trial.good(play).records("item").get(0).path("debtor").asText();
      play.player().rewind();
      Object id = made(trial, play, debtor);
      int written = play.player().writes();
      if (written == 0 || !String.valueOf(id).equals(String.valueOf(made(trial, play, debtor)))) {
        throw new Broken("asked again with the same key it is another task" + play.missing());
      }
      if (play.player().writes() != written) {
        throw new Broken("asked again with the same key, it was made a second time");
      }
      String became = play.stage().has("outcome") ? ", " + became(trial, play, id) : "";
      return "task " + id + " for debtor " + debtor + ": made once" + became;
    }
  }

  private static @Nullable Object made(Trial trial, Trial.Play play, String debtor)
      throws Exception {
    Map<String, Object> asked =
        Map.of(
            "taskKey", "relance:sample:1",
            "taskKind", "call",
            "taskTarget", debtor,
            "taskTitle", "Call",
            "taskDue", trial.sample().today().toString(),
            "taskAssignee", "");
    try {
      return play.stage().run("task", trial.company(), "<p>Call them</p>", asked);
    } catch (SourceTrouble trouble) {
      throw new Broken("the task was not made: " + trouble.getMessage() + play.missing());
    }
  }

  private static String became(Trial trial, Trial.Play play, @Nullable Object id) throws Exception {
    Map<String, String> task = Map.of("id", String.valueOf(id), "key", "relance:sample:1");
    Object answer = play.stage().run("outcome", trial.company(), List.of(task), Map.of());
    if (answer instanceof List<?> all
        && all.size() == 1
        && all.get(0) instanceof Map<?, ?> one
        && one.get("id").equals(task.get("id"))
        && List.of("open", "done", "dropped").contains(one.get("state"))) {
      return "its outcome is " + one.get("state");
    }
    throw new Broken("asked what became of task " + id + " it answers " + answer + play.missing());
  }
}
