package io.relance.connector.file;

import org.apache.camel.Exchange;

/** The steps of a file kamelet around its split. */
public final class Sheets {
  /** Puts the page in the body into the message: header relanceType, its records as JSON. */
  public void unpack(Exchange exchange) {
    Spool.Sheet sheet = exchange.getMessage().getBody(Spool.Sheet.class);
    exchange.getMessage().setHeader("relanceType", sheet.type());
    exchange.getMessage().setBody(sheet.json());
  }

  /** Puts the proof into the body. */
  public void close(Exchange exchange) {
    exchange.getMessage().setBody(exchange.getProperty(FileSweep.CLOSE));
  }
}
