package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Trace;
import java.net.URI;
import org.junit.jupiter.api.Test;

class MarkingTest {
  private static final String HUB = "6f0c0e3e-58b5-4a0b-9d5a-111111111111";
  private final Marking marking = new Marking("https://door.example", "*");

  @Test
  void webLinksLeadThroughTheDoorAndAPictureStandsAtTheEnd() {
    String html =
        """
        <html><body><a style="color:#fff" href="https://pay.example/?a=1&amp;b=2">Pay</a>
        <A HREF="https://pay.example/2">2</A></body></html>""";

    assertThat(marking.mark(HUB, 17, html))
        .isEqualTo(
            """
            <html><body><a style="color:#fff" href="https://door.example/go/%s">Pay</a>
            <A HREF="https://door.example/go/%s">2</A><img src="https://door.example/seen/%s" width="1" height="1" alt="" style="display:block;border:0"></body></html>"""
                .formatted(
                    new Trace(17, URI.create("https://pay.example/?a=1&b=2")).token(HUB),
                    new Trace(17, URI.create("https://pay.example/2")).token(HUB),
                    new Trace(17, null).token(HUB)));
    assertThat(marking.mark(HUB, 17, html)).isEqualTo(marking.mark(HUB, 17, html));
  }

  @Test
  void everythingElseStaysAsItIs() {
    String html =
        """
        <p><a href="mailto:a@x.example">a</a> <a href="http://x.example/">b</a> <a href="https://x.example/&eacute;">c</a>
        <a href="#top">d</a> href="https://x.example/" <abbr data-href="https://x.example/">e</abbr>
        <img src="https://x.example/logo.png"></p>
        """;

    assertThat(marking.mark(HUB, 17, html)).startsWith(html).contains("/seen/17.");
  }
}
