package io.relance.kit;

import java.util.List;

/** Plays the system of a sample, well or with a mishap. */
interface Player extends AutoCloseable {

  /** What can go wrong between a connector and its system. */
  enum Harm {
    /** it fails, its answer is cut or broken off */
    FAILS,
    /** an answer without its rows */
    EMPTY,
    /** rows, pages or lines come twice */
    REPEATED,
    /** a field has another name */
    RENAMED,
    /** access is refused, by an answer that repeats all that was asked */
    REFUSED
  }

  /** One way in which it goes wrong; struck, it lasts until the next rewind. */
  record Mishap(String what, Strike strikes) {
    /** Lets it happen. */
    interface Strike {
      void now() throws Exception;
    }
  }

  /** What stands for {@code {{sample}}}. */
  String address();

  /** From the beginning, and all goes well. */
  void rewind() throws Exception;

  /** Every way in which this can happen here; known after a sweep was played well. */
  List<Mishap> mishaps(Harm harm) throws Exception;

  /** Takes the rows away that say any of these words: what they told of exists no more. */
  Mishap without(List<String> words);

  /** How often the system was changed since the last rewind. */
  int writes();

  /** Loses the reply to the next thing that changes the system; false where that cannot be. */
  boolean loseReply();

  /** What was asked and is not in the sample. */
  List<String> unanswered();

  /** Whether the mishap came to pass: what it befalls was asked for. */
  boolean struck();

  /** Whether it was asked far more often than any reading needs, and gave up. */
  boolean endless();

  @Override
  void close();
}
