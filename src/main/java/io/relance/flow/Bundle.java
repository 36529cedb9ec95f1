package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.outbox.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A few acts that are committed as SENDING together and then leave one after the other.
 *
 * @param drafts to be written
 * @param again uncertain ones, whose stored bytes leave again
 */
record Bundle(List<Draft> drafts, List<Act> again) {
  private static final int SIZE = 50;

  /** The same without the messages of these acts. */
  Bundle without(Set<Long> acts) {
    return new Bundle(
        drafts.stream().filter(draft -> !acts.contains(draft.act().id())).toList(), again);
  }

  /**
   * The same, cut up where a message in doubt is a person's to settle: one that its channel never
   * sends again by itself, or has sent again already.
   */
  List<Bundle> cut(Map<String, Channel> channels) {
    boolean whole = again.isEmpty() && channels.get(drafts.get(0).act().channel()).resends();
    return whole
        ? List.of(this)
        : Stream.concat(
                drafts.stream().map(draft -> new Bundle(List.of(draft), List.of())),
                again.stream().map(act -> new Bundle(List.of(), List.of(act))))
            .toList();
  }

  static List<Bundle> of(List<Draft> drafts, List<Act> again) {
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i += SIZE) {
      bundles.add(new Bundle(drafts.subList(i, Math.min(i + SIZE, drafts.size())), List.of()));
    }
    for (int i = 0; i < again.size(); i += SIZE) {
      bundles.add(new Bundle(List.of(), again.subList(i, Math.min(i + SIZE, again.size()))));
    }
    return bundles;
  }
}
