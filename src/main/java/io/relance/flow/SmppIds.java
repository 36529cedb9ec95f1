package io.relance.flow;

import java.math.BigInteger;

/**
 * Ids of messages as an SMS centre writes them.
 *
 * @param hexadecimal it answers in hexadecimal what it reports in decimal
 */
public record SmppIds(boolean hexadecimal) {
  private static final int HEX = 16;

  /** The id in the answer to a message, as we keep it. */
  String answered(String id) {
    return hexadecimal && id.matches("[0-9A-Fa-f]+") ? new BigInteger(id, HEX).toString() : id;
  }

  /** The id in a report, as we keep it. */
  String reported(String id) {
    return hexadecimal && id.matches("[0-9]+") ? new BigInteger(id).toString() : id;
  }
}
