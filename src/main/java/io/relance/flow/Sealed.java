package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.outbox.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A message that is committed as SENDING: its content is that of its payload.
 *
 * @param facts what its route may say beside it
 * @param fallback its policy names another channel for whom this one cannot reach
 */
record Sealed(
    Act act,
    Channel channel,
    List<String> to,
    String type,
    byte[] content,
    Map<String, String> facts,
    boolean fallback,
    Lease lease) {

  /** As the route gets it: an e-mail, a PDF's bytes, else text. */
  Object body() {
    return switch (type) {
      case Mime.TYPE -> Mime.message(content);
      case "application/pdf" -> content;
      default -> new String(content, StandardCharsets.UTF_8);
    };
  }
}
