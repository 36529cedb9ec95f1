package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Channel;
import io.relance.policy.Reaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelFilesTest {
  @TempDir Path routes;

  private void route(String name, String from) throws IOException {
    Files.writeString(
        routes.resolve("send-" + name + ".camel.yaml"),
        "- route:\n    id: send-" + name + "\n    from:\n      " + from + "\n");
  }

  @Test
  void aChannelIsWhatItsRouteSays() throws IOException {
    route("sms", "{uri: \"kamelet:outbox/sms\", parameters: {reaches: mobile}}");
    route(
        "smpp",
        "{uri: \"kamelet:outbox/smpp\", parameters: {reaches: mobile, uncertain: resend, words: sms, senders: 4}}");
    route("chat", "{uri: \"kamelet:outbox/chat\"}");
    route(
        "lrar",
        "{uri: \"kamelet:outbox/lrar\", parameters: {reaches: post, words: letter, service: registered}}");

    assertThat(ChannelFiles.read(routes).channels().values())
        .containsExactly(
            new Channel("chat", Reaches.NOBODY, false, "chat"),
            new Channel("lrar", Reaches.POST, false, "letter", "registered", 10),
            new Channel("smpp", Reaches.MOBILE, true, "sms", "standard", 4),
            new Channel("sms", Reaches.MOBILE, false, "sms"));
    assertThat(ChannelFiles.read(routes).mistakes()).isEmpty();
  }

  @Test
  void aSendRouteThatTakesNothingFromTheOutboxIsAMistake() throws IOException {
    route("sms", "{uri: \"kamelet:outbox/email\", parameters: {reaches: mobile}}");
    Files.writeString(routes.resolve("send-torn.camel.yaml"), "- route: {id: [");

    assertThat(ChannelFiles.read(routes).mistakes())
        .extracting(Mistake::toString)
        .hasSize(2)
        .first()
        .asString()
        .contains("routes/send-sms.camel.yaml", "kamelet:outbox/sms");
  }

  @Test
  void whatWouldSendNothingOrForgetAnAnswerIsAMistake() throws IOException {
    Files.writeString(
        routes.resolve("send-sms.camel.yaml"),
        """
        - route:
            id: sms
            from:
              uri: kamelet:outbox/sms
              parameters: {reaches: phone, uncertain: never, service: express, senders: 0}
              steps: [{filter: {simple: "${body} == 'x'", steps: [{stop: {}}]}}]
        """);
    assertThat(ChannelFiles.read(routes).mistakes())
        .extracting(Mistake::what)
        .containsExactly(
            "the route that sends has another id",
            "reaches cannot be 'phone'",
            "uncertain cannot be 'never'",
            "service cannot be 'express'",
            "senders cannot be '0'",
            "a stop loses what the other side answered");
  }

  @Test
  void everyShippedChannelIsGood() {
    ChannelFiles.Found shipped = ChannelFiles.read(Path.of("routes"));
    assertThat(shipped.mistakes()).isEmpty();
    assertThat(shipped.channels()).containsKeys("email", "chat");
    assertThat(shipped.channels().get("email"))
        .isEqualTo(new Channel("email", Reaches.EMAIL, true, "email"));
  }
}
