package io.relance.flow;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the mail relay is, how to speak to it, and how much it takes.
 *
 * @param tls whether it must prove who it is
 * @param ca certificates to trust (PEM) in place of Java's own; null = Java's own
 */
public record Relay(String host, int port, Tls tls, @Nullable Path ca, Login login, Limits limits) {

  /** How the connection is protected; the certificate and the host's name in it are verified. */
  public enum Tls {
    /** Not at all: for a relay on this machine. */
    NONE,
    /** After STARTTLS; a relay that offers none is refused. */
    STARTTLS,
    /** From the first byte on. */
    TLS
  }

  /**
   * What it takes.
   *
   * @param sessions connections at once
   * @param perSession messages by one connection
   * @param perMinute messages a minute from this node; 0 = as many as it can
   */
  public record Limits(int sessions, int perSession, int perMinute) {}

  String protocol() {
    return new Protection(tls, ca).protocol("smtp");
  }

  @Override
  public String toString() {
    return host + ":" + port + " (" + tls.name().toLowerCase(java.util.Locale.ROOT) + ")";
  }
}
