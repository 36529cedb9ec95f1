package io.relance.flow;

import io.relance.connector.OAuth2;

/** Who we are to the relay, and what proves it. None shows its secret. */
public sealed interface Login {

  /** Whose mailbox it is; empty = nobody's. */
  String user();

  /** Nobody: the relay knows us by our address. */
  record Nobody() implements Login {
    @Override
    public String user() {
      return "";
    }

    @Override
    public String toString() {
      return "no login";
    }
  }

  /** By a password, in whichever way the relay offers. */
  record Password(String user, String password) implements Login {
    @Override
    public String toString() {
      return user;
    }
  }

  /** By an access token (XOAUTH2), as Microsoft 365 and Google want it. */
  record Token(String user, OAuth2 tokens) implements Login {
    @Override
    public String toString() {
      return user + ", XOAUTH2";
    }
  }
}
