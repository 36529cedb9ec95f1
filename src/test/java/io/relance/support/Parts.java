package io.relance.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of Debian that are a test's real counterpart. */
public final class Parts {
  private Parts() {}

  /**
   * Returns that program. Where it is not installed the test is skipped, or fails when the variable
   * RELANCE_PARTS is "required", as in .ci/run.
   *
   * @param program its path, /usr/sbin/dovecot for example
   * @param debian the package that has it
   */
  public static Path need(String program, String debian) {
    Path path = Path.of(program);
    if (!Files.isExecutable(path)) {
      String missing = program + " is missing: apt-get install " + debian;
      if ("required".equals(System.getenv("RELANCE_PARTS"))) {
        fail(missing);
      }
      abort(missing);
    }
    return path;
  }
}
