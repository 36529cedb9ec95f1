package io.relance.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final Instant AT = Instant.parse("2026-06-25T08:00:00.123456Z");
  private final Chain start = new Chain(0, new byte[0]);

  private static Entry sent(Map<String, String> detail) {
    return Entry.ofAct(AT, "act sent", "courier", 1, 2, 3, detail);
  }

  @Test
  void eachLinkFollowsFromTheOneBefore() {
    List<Link> links =
        start.append(List.of(sent(Map.of("to", "a@x.fr")), sent(Map.of("to", "b@x.fr"))));

    Chain after = new Chain(links.get(0).seq(), links.get(0).hash());
    assertThat(start.accepts(links.get(0))).isTrue();
    assertThat(after.accepts(links.get(1))).isTrue();
    assertThat(start.accepts(links.get(1))).isFalse();
  }

  @Test
  void detailIsWrittenInOneOrderOnly() {
    Link link = start.append(List.of(sent(Map.of("b", "2", "a", "1\n\"")))).get(0);

    assertThat(link.detail()).isEqualTo("{\"a\":\"1\\n\\\"\",\"b\":\"2\"}");
  }

  @Test
  void aChangedWordIsSeen() {
    Link link = start.append(List.of(sent(Map.of("to", "a@x.fr")))).get(0);
    Link forged =
        new Link(
            1,
            AT,
            "act sent",
            "courier",
            1L,
            2L,
            3L,
            "{\"to\":\"b@x.fr\"}",
            null,
            null,
            link.hash());

    assertThat(start.accepts(forged)).isFalse();
  }
}
