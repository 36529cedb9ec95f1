package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.outbox.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Each of its messages in a bundle of its own. */
  List<Bundle> alone() {
    return drafts.stream().map(draft -> new Bundle(List.of(draft), List.of())).toList();
  }

  /** Whether a message of it that is in doubt is sent again, once, and not held for a person. */
  boolean resends(Map<String, Channel> channels) {
    return drafts.isEmpty() || channels.get(drafts.get(0).act().channel()).resends();
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
