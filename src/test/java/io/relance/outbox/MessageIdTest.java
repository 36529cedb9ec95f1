package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdTest {
  private final String hub = UUID.randomUUID().toString();

  @Test
  void itIsTheSameForOneActAndAnotherForEveryOther() {
    String one = MessageId.of(hub, 42, "compta@acme.example");
    assertThat(one)
        .isEqualTo(MessageId.of(hub, 42, "compta@acme.example"))
        .matches("<relance\\.42\\.[0-9a-f]{24}@acme\\.example>")
        .isNotEqualTo(MessageId.of(UUID.randomUUID().toString(), 42, "compta@acme.example"));
    assertThat(proof(MessageId.of(hub, 43, "compta@acme.example"))).isNotEqualTo(proof(one));
  }

  @Test
  void whoeverSawOneCannotMakeAnother() {
    assertThat(MessageId.of(hub, 42, "compta@acme.example")).doesNotContain(hub);
  }

  @Test
  void itNamesItsAct() {
    assertThat(MessageId.act(MessageId.of(hub, 42, "a@b.fr"))).hasValue(42);
    assertThat(MessageId.act("<CAF+1@mail.gmail.com>")).isEmpty();
    assertThat(MessageId.act("<relance.1234567890123456789.0123456789ab@b.fr>")).isEmpty();
  }

  private static String proof(String id) {
    return id.split("\\.")[2];
  }
}
