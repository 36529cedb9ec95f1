package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up at the worst moments: a tmpfs of its own, in a mount namespace. */
class FullDiskTest {
  private static final String NEEDS =
      "this test needs Linux with user namespaces (unshare -Urm, of util-linux; see"
          + " CONTRIBUTING.md): ";

  @TempDir Path disk;

  @Test
  void inTheMiddleOfASweepNothingIsLostNorHalfDone() throws Exception {
    assertThat(on("staging"))
        .contains("before: 2 items, 1200.000")
        .containsPattern("refused: StoreTrouble: .*No space left on device")
        .doesNotContain("NOT REFUSED")
        .contains("after: 2 items, 1200.000")
        .contains("healed: 3 items, 1207.000");
  }

  @Test
  void inTheMiddleOfTheCommitThatSettlesASweepNothingIsLostNorHalfDone() throws Exception {
    assertThat(on("settling"))
        .contains("before: 2 items, 1200.000")
        .containsPattern("refused: StoreTrouble: cannot settle the sweep.*No space left on device")
        .doesNotContain("NOT REFUSED")
        .contains("after: 2 items, 1200.000")
        .contains("healed: 19992 items, 21190.000");
  }

  @Test
  void whileLettersArePrintedEachIsWholeAndListedOnce() throws Exception {
    assertThat(on("printing"))
        .contains("1 printed")
        .containsPattern("2 Down.*cannot be written: No space left on device\\S*\\s+2 printed")
        .containsPattern("3 Down.*cannot be written: No space left on device\\S*\\s+3 printed")
        .contains("65536 bytes\n65536 bytes\n65536 bytes\n4 lines");
  }

  private String on(String moment) throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String mountThenRun =
        "mount -t tmpfs -o size=220m tmpfs \"$1\" && exec \"$2\" -Xmx256m -cp \"$3\" "
            + FullDisk.class.getName()
            + " \"$1\" "
            + moment;
    Process child =
        inNamespaces(
            "sh",
            "-c",
            mountThenRun,
            "sh",
            disk.toString(),
            java,
            System.getProperty("java.class.path"));
    String said = read(child);
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
    return said;
  }

  private static Process inNamespaces(String... command) throws Exception {
    List<String> unshare = List.of("unshare", "-Urm");
    try {
      Process probe = process(unshare, "true");
      String said = read(probe);
      assertThat(probe.waitFor()).as(NEEDS + said).isZero();
      return process(unshare, command);
    } catch (IOException e) {
      throw new AssertionError(NEEDS + e.getMessage(), e);
    }
  }

  private static Process process(List<String> prefix, String... command) throws IOException {
    List<String> all = new java.util.ArrayList<>(prefix);
    all.addAll(List.of(command));
    return new ProcessBuilder(all).redirectErrorStream(true).start();
  }

  private static String read(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
