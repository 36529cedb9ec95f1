package io.relance.support;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The mailbox of compta@acme.example in a real IMAP server (Dovecot). */
public final class ImapBox implements AutoCloseable {
  public static final String USER = "compta@acme.example";
  public static final String PASSWORD = "secret";
  private static final String CONFIGURATION =
      """
      protocols = imap
      auth_failure_delay = 0
      service imap-login {
        chroot =
        inet_listener imap {
          port = %d
        }
        inet_listener imaps {
          port = %d
          ssl = yes
        }
      }
      passdb {
        driver = static
        mechanisms = plain
        args = password=%s
      }
      """;

  private final Path folder;
  private final int port;
  private final int tlsPort;
  private final String more;
  private Dovecot dovecot;

  private ImapBox(Path folder, int tlsPort, String more) throws IOException {
    Parts.need("/usr/sbin/dovecot", "dovecot-imapd");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.folder = folder;
    this.more = more;
    this.port = Dovecot.freePort();
    this.tlsPort = tlsPort;
    start();
  }

  /** An empty mailbox, its files in this folder. */
  public static ImapBox in(Path folder) throws IOException {
    return in(folder, "");
  }

  /** One that knows other ways to log in, too. */
  public static ImapBox in(Path folder, String more) throws IOException {
    return new ImapBox(folder, 0, "ssl = no\n" + more);
  }

  /** One that proves who it is: after STARTTLS, and from the first byte on. */
  public static ImapBox proven(Path folder, SelfSigned by) throws IOException {
    String tls = "ssl = yes\nssl_cert = <%s\nssl_key = <%s\n".formatted(by.certificate(), by.key());
    return new ImapBox(folder, Dovecot.freePort(), tls);
  }

  public int port() {
    return port;
  }

  /** From the first byte on; 0 = it proves nothing. */
  public int tlsPort() {
    return tlsPort;
  }

  /** What the server logged so far. */
  public String log() throws IOException {
    return dovecot.log();
  }

  /** After {@link #stop}. */
  public void start() throws IOException {
    dovecot = Dovecot.start(folder, port, more + CONFIGURATION.formatted(port, tlsPort, PASSWORD));
  }

  public void stop() {
    dovecot.close();
  }

  /** The folder gets new numbers, as after a move to another server. */
  public void renumber() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(folder.resolve("mail"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("dovecot")).toList()) {
        Files.delete(file);
      }
    }
    start();
  }

  /** Mails arrive. */
  public void arrive(byte[]... mails) throws MessagingException {
    Message[] messages = new Message[mails.length];
    for (int i = 0; i < mails.length; i++) {
      String crlf = new String(mails[i], StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n");
      messages[i] =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(crlf.getBytes(StandardCharsets.ISO_8859_1)));
    }
    try (Store store = store()) {
      store.getFolder("INBOX").appendMessages(messages);
    }
  }

  /** The subjects in a folder of those that are unread, or of all. */
  public List<String> subjects(String name, boolean unreadOnly) throws MessagingException {
    List<String> subjects = new ArrayList<>();
    try (Store store = store();
        Folder opened = store.getFolder(name)) {
      if (opened.exists()) {
        opened.open(Folder.READ_ONLY);
        for (Message message : opened.getMessages()) {
          if (!unreadOnly || !message.isSet(Flags.Flag.SEEN)) {
            subjects.add(message.getSubject());
          }
        }
      } else {
        opened.open(Folder.READ_ONLY); // says that there is none
      }
    }
    return subjects;
  }

  /** A person, or another program, marks all of them. */
  public void mark(boolean read) throws MessagingException {
    try (Store store = store();
        Folder opened = store.getFolder("INBOX")) {
      opened.open(Folder.READ_WRITE);
      opened.setFlags(opened.getMessages(), new Flags(Flags.Flag.SEEN), read);
    }
  }

  private Store store() throws MessagingException {
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", port, USER, PASSWORD);
    return store;
  }

  @Override
  public void close() {
    stop();
  }
}
