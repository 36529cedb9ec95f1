package io.relance.flow;

import io.relance.notice.Dossier.Line;
import io.relance.outbox.Act;
import io.relance.policy.Decision.Ask;
import io.relance.policy.Level;
import io.relance.store.PaperStore.Addressee;
import io.relance.store.PaperStore.Known;
import io.relance.store.PaperStore.Sender;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** An act that stands after it was decided again, with what its words are written from. */
record Draft(Act act, Ask ask, Level level, Papers papers) {

  /** Has its policy another channel for whom this one cannot reach? */
  boolean fallback() {
    return level
        .find(act.channel(), act.role())
        .filter(channel -> channel.fallback() != null)
        .isPresent();
  }

  /** What goes with it, as the policy names it. */
  List<String> attach() {
    return level.find(act.channel(), act.role()).map(Level.Channel::attach).orElse(List.of());
  }

  /** The items that it asks for. */
  List<Long> asked() {
    return ask.overdue().isEmpty() ? ask.coming() : ask.overdue();
  }

  /**
   * Read once for all acts of a lot.
   *
   * @param today in the company's zone
   * @param addressees by account
   * @param lines by item
   * @param known by address
   */
  record Papers(
      Sender sender,
      LocalDate today,
      Map<Long, Addressee> addressees,
      Map<Long, Line> lines,
      Map<String, Known> known) {}
}
