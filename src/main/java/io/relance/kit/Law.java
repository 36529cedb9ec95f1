package io.relance.kit;

import io.relance.kit.Verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One law that every connector keeps.
 *
 * @param name in a few words
 * @param says what it demands
 */
public record Law(String name, String says, Check check) {

  private static final int LONGEST = 600;

  /** Looks whether it is kept; answers with what it saw. */
  interface Check {
    /**
     * What was seen.
     *
     * @throws Broken when the law is not kept
     * @throws NotApplicable when it cannot be here
     */
    String of(Trial trial) throws Exception;
  }

  /** The law is not kept; the message says where. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String where) {
      super(where);
    }
  }

  /** The law has nothing to hold on to; the message says why. */
  static final class NotApplicable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotApplicable(String why) {
      super(why);
    }
  }

  /** Holds a connector's sample against it. */
  public Verdict judge(Trial trial) {
    String sample = trial.sample().folder().getFileName().toString();
    try {
      return new Verdict(name, sample, Outcome.KEPT, shortened(check.of(trial)));
    } catch (Broken broken) {
      return new Verdict(name, sample, Outcome.BROKEN, shortened(broken.getMessage()));
    } catch (NotApplicable why) {
      return new Verdict(name, sample, Outcome.NOT_APPLICABLE, shortened(why.getMessage()));
    } catch (Exception e) {
      return new Verdict(
          name, sample, Outcome.BROKEN, shortened("it could not be looked at: " + reason(e)));
    }
  }

  /** On one line, and not for ever. */
  private static String shortened(@Nullable String reason) {
    String line = String.valueOf(reason).replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** What a person is told of it. */
  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && !(root instanceof io.relance.connector.SourceTrouble)) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
