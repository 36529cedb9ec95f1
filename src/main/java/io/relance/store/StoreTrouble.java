package io.relance.store;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** The database could not do what was asked; its own words are in the message. */
public final class StoreTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreTrouble(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  StoreTrouble(String what, DataAccessException cause) {
    super(what + ": " + cause.getMostSpecificCause().getMessage(), cause);
  }
}
