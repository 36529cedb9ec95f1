package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up in the middle of a sweep: a tmpfs of its own, in a mount namespace. */
class FullDiskTest {
  @TempDir Path folder;

  @Test
  void aDiskThatFillsUpLosesNothingAndLeavesNothingHalfDone() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String mountThenRun =
        "mount -t tmpfs -o size=220m tmpfs \"$1\" && exec \"$2\" -Xmx256m -cp \"$3\" "
            + FullDisk.class.getName()
            + " \"$1\"";
    Process child =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "-Urm",
                    "sh",
                    "-c",
                    mountThenRun,
                    "sh",
                    folder.toString(),
                    java,
                    System.getProperty("java.class.path")))
            .redirectErrorStream(true)
            .start();
    String said = read(child);
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(said)
        .contains("before: 2 items, 1200.000")
        .containsPattern("refused: StoreTrouble: .*No space left on device")
        .doesNotContain("NOT REFUSED")
        .contains("after: 2 items, 1200.000")
        .contains("healed: 3 items, 1207.000");
  }

  private static String read(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
