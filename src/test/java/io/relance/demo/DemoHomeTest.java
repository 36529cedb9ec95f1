package io.relance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Level;
import io.relance.policy.Policies;
import io.relance.settings.ChannelFiles;
import io.relance.settings.PolicyFiles;
import io.relance.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's home: what is shipped, with the channels that it shows. */
class DemoHomeTest {
  private static final String POLICY = "routes/policies/courteous.yaml";

  @TempDir Path folder;

  @Test
  void callSmsAndLetterAreSwitchedOn() {
    Path root = folder.resolve("demo");
    new DemoHome(root).refresh(Path.of(""));
    assertThat(channels(root)).contains("phone", "sms", "letter");
    assertThat(channels(Path.of(""))).containsOnly("email");
  }

  private static List<String> channels(Path home) {
    Policies policies =
        PolicyFiles.read(
            home.resolve("routes/policies"), ChannelFiles.read(home.resolve("routes")).channels());
    return policies.get("courteous").levels().stream()
        .flatMap(level -> level.channels().stream())
        .map(Level.Channel::name)
        .toList();
  }

  @Test
  void anotherCommentStaysOne() throws IOException {
    Path shipped = folder.resolve("shipped");
    String text = TestHome.shipped(POLICY) + "      # - {email: firm, to: dunning}\n";
    TestHome.in(shipped).file(POLICY, text);
    new DemoHome(folder.resolve("demo")).refresh(shipped);
    assertThat(Files.readString(folder.resolve("demo").resolve(POLICY)))
        .endsWith("      # - {email: firm, to: dunning}\n")
        .contains("      - {sms: firm, to: billing}");
  }
}
