package io.relance.returns;

/**
 * A leaf of a mail.
 *
 * @param type for example "text/plain", in lower case
 * @param charset as it says, or empty
 * @param name of the file, when it is one
 * @param bytes decoded
 */
record Piece(String type, String charset, String name, byte[] bytes) {

  boolean is(String... types) {
    for (String one : types) {
      if (type.equals(one)) {
        return true;
      }
    }
    return false;
  }

  /** A text to read, not a file to keep. */
  boolean readable() {
    return name.isEmpty() && type.startsWith("text/");
  }

  String text() {
    return Decoded.text(bytes, charset);
  }

  /** For people: "bon de livraison.pdf (application/pdf, 12345 bytes)". */
  String label() {
    return "%s (%s, %d bytes)".formatted(name.isEmpty() ? "unnamed" : name, type, bytes.length);
  }
}
