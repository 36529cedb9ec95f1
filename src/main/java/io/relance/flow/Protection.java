package io.relance.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to a mail server is protected, be it spoken to by SMTP or IMAP; the
 * certificate and the host's name in it are verified.
 *
 * @param tls whether it must prove who it is
 * @param ca certificates to trust (PEM) in place of Java's own; null = Java's own
 */
public record Protection(Relay.Tls tls, @Nullable Path ca) {

  /** As Jakarta Mail calls it: that name, or that name and an s. */
  String protocol(String plain) {
    return tls == Relay.Tls.TLS ? plain + "s" : plain;
  }

  /**
   * For a session of Jakarta Mail: protected, verified, with time-outs, by that login's mechanism.
   *
   * @param plain smtp or imap
   * @throws IllegalStateException when the certificates cannot be read
   */
  Properties properties(String plain, Login login) {
    Properties p = new Properties();
    String prefix = "mail." + protocol(plain) + ".";
    p.setProperty(prefix + "connectiontimeout", "10000");
    p.setProperty(prefix + "timeout", "60000");
    p.setProperty(prefix + "writetimeout", "60000");
    p.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (ca != null) {
      p.put(prefix + "ssl.socketFactory", trusting(ca));
    }
    if (login instanceof Login.Token) {
      p.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
    }
    String starttls = String.valueOf(tls == Relay.Tls.STARTTLS);
    p.setProperty("mail." + plain + ".starttls.enable", starttls);
    p.setProperty("mail." + plain + ".starttls.required", starttls);
    return p;
  }

  private static SSLSocketFactory trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
      known.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        known.setCertificateEntry("ca" + known.size(), one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(known);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "no certificates can be read from " + pem + " (PEM is expected)", e);
    }
  }
}
