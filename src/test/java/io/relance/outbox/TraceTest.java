package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String HUB = "6f0c0e3e-58b5-4a0b-9d5a-111111111111";
  private static final URI PAY = URI.create("https://pay.example/i/17?token=a%2Fb&x=é#end");

  @Test
  void whatTheHubSignedIsReadAgainAndIsAlwaysTheSame() {
    String picture = new Trace(17, null).token(HUB);
    String link = new Trace(17, PAY).token(HUB);

    assertThat(Trace.read(HUB, picture)).contains(new Trace(17, null));
    assertThat(Trace.read(HUB, link)).contains(new Trace(17, PAY));
    assertThat(new Trace(17, PAY).token(HUB)).isEqualTo(link);
    assertThat(picture + link).matches("[A-Za-z0-9._-]+");
    assertThat(link).doesNotContain(MessageId.key(HUB, 17).substring("relance.17.".length()));
  }

  @Test
  void whatAnotherHasWrittenIsNotRead() {
    String picture = new Trace(17, null).token(HUB);
    String[] link = new Trace(17, PAY).token(HUB).split("\\.");
    String proof = picture.substring(picture.indexOf('.') + 1);

    assertThat(Trace.read("another hub", picture)).isEmpty();
    assertThat(Trace.read(HUB, picture.replace("17.", "18."))).isEmpty();
    assertThat(Trace.read(HUB, picture.replace("17.", "017."))).isEmpty();
    assertThat(Trace.read(HUB, "17." + elsewhere("https://evil.example/") + "." + link[2]))
        .isEmpty();
    assertThat(Trace.read(HUB, "17." + link[1] + "." + proof)).as("of the picture").isEmpty();
    assertThat(Trace.read(HUB, "17." + link[2])).as("of the link").isEmpty();
    assertThat(Trace.read(HUB, "18." + link[1] + "." + link[2])).as("of another act").isEmpty();
    assertThat(Trace.read(HUB, picture + "\r\nSet-Cookie: a=b")).isEmpty();
    assertThat(Trace.read(HUB, "17." + elsewhere("not a link\r\nX: y") + "." + proof)).isEmpty();
    assertThat(Trace.read(HUB, "")).isEmpty();
    assertThat(Trace.read(HUB, "9".repeat(40) + "." + proof)).isEmpty();
  }

  private static String elsewhere(String link) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(link.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pay.example/",
        "javascript:alert(1)",
        "https:///nowhere",
        "https:pay.example",
        "//pay.example/",
        "https://bank.example@evil.example/",
        "https://pay.example/a b",
        "https://pay.example/\r\nSet-Cookie: a=b",
        ""
      })
  void noOtherLinkIsLedThroughTheHub(String link) {
    assertThat(Trace.target(link)).isEmpty();
    assertThat(Trace.target("https://pay.example/" + "x".repeat(2_000))).isEmpty();
    assertThat(Trace.target("HTTPS://pay.example/")).isPresent();
  }
}
