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
   * @param address where it went
   * @param by the channel
   */
  record Sent(
      String to, String level, String asks, SortedSet<String> items, String address, String by) {}

  /** The ERP holds this from now on, or a person does this. */
  void given(Map<String, Object> change);

  /** It is this moment now. */
  void moveTo(Instant at);

  /** Pulls, decides and sends what may leave. */
  List<Sent> run();

  /** Codes of the reasons in force, by debtor. */
  Map<String, String> reasons();

  /** Markers in the ERP, by debtor; a debtor without one is missing. */
  Map<String, String> markers();

  /** How many acts were planned in one commit each, largest first. */
  List<Integer> lots();

  /** Kinds of the alerts that stand. */
  List<String> alerts();

  /** What became of the last run: held, planned, executing, done. */
  String lastRun();

  @Override
  void close();
}
