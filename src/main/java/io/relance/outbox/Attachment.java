package io.relance.outbox;

/**
 * A file that goes with a message.
 *
 * @param name as the reader sees it, in any script
 * @param type of its content: application/pdf
 */
public record Attachment(String name, String type, byte[] content) {
  @Override
  public String toString() {
    return "%s (%s, %d bytes)".formatted(name, type, content.length);
  }
}
