package io.relance.stories;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Where stories happen: from what the ERP holds to what left. */
interface Street extends AutoCloseable {

  /**
   * One message that left.
   *
   * @param items keys of the items it lists
   */
  record Sent(String to, String level, String asks, SortedSet<String> items) {}

  /** The ERP holds this from now on, or a person does this. */
  void given(Map<String, Object> change);

  /** Pulls, decides and sends what may leave at this moment. */
  List<Sent> run(Instant at);

  /** Codes of the reasons in force, by debtor. */
  Map<String, String> reasons();

  /** Markers in the ERP, by debtor; a debtor without one is missing. */
  Map<String, String> markers();

  @Override
  void close();
}
