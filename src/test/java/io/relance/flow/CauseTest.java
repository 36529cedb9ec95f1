package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

class CauseTest {
  @Test
  void theInnermostSpeaks() {
    Throwable failure = new IllegalStateException("outside", new RuntimeException("inside"));
    assertThat(Cause.of(failure)).isEqualTo("inside");
    assertThat(Cause.of(new IllegalStateException())).contains("IllegalStateException");
  }

  @Test
  void anAddressThatMayBeASecretIsNotSaid() {
    String url = "https://chat.example/hooks/whoever-knows-it-may-post";
    Exception answer = new HttpOperationFailedException(url, 500, "", null, Map.of(), "");
    assertThat(Cause.of(new RuntimeCamelException(answer))).isEqualTo("HTTP 500");
  }
}
