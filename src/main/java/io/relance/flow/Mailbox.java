package io.relance.flow;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * The mailbox in which answers and bounces arrive (IMAP), while it is open. It is read, marked and
 * sorted; nothing in it is ever deleted. What stands in a mail goes nowhere from here but as bytes.
 */
public final class Mailbox implements AutoCloseable {
  private final Store store;
  private final IMAPFolder folder;
  private final Where where;

  /**
   * Where it is.
   *
   * @param done the folder into which mails go once they are taken; empty = they are marked as read
   */
  public record Where(
      String host, int port, Protection protection, Login login, String folder, String done) {
    /** As it stands in tables and alerts. */
    public String name() {
      return login.user() + "@" + host + "/" + folder;
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private Mailbox(Store store, IMAPFolder folder, Where where) {
    this.store = store;
    this.folder = folder;
    this.where = where;
  }

  /** Connects, logs in and opens the folder. */
  static Mailbox open(Where where) throws MessagingException {
    String protocol = where.protection().protocol("imap");
    Store store = Session.getInstance(properties(where, protocol)).getStore(protocol);
    try {
      connect(store, where);
      IMAPFolder folder = (IMAPFolder) store.getFolder(where.folder());
      folder.open(Folder.READ_WRITE);
      return new Mailbox(store, folder, where);
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  /** A token that is refused before its time is renewed, once. */
  private static void connect(Store store, Where where) throws MessagingException {
    if (!(where.login() instanceof Login.Token login)) {
      Login.Password known = (Login.Password) where.login();
      store.connect(where.host(), where.port(), known.user(), known.password());
      return;
    }
    String token = login.tokens().access();
    try {
      store.connect(where.host(), where.port(), login.user(), token);
    } catch (AuthenticationFailedException e) {
      String fresh = login.tokens().renewed(token);
      store.connect(where.host(), where.port(), login.user(), fresh);
    }
  }

  private static Properties properties(Where where, String protocol) throws MessagingException {
    try {
      Properties p = where.protection().properties("imap", where.login());
      p.setProperty("mail." + protocol + ".fetchsize", "262144");
      p.setProperty("mail." + protocol + ".peek", "true"); // to read is not to have read
      return p;
    } catch (IllegalStateException e) {
      throw new MessagingException(e.getMessage(), e);
    }
  }

  /** Another number, and all numbers of its mails mean something else. */
  long validity() throws MessagingException {
    return folder.getUIDValidity();
  }

  /** The numbers above that one, ascending. */
  List<Long> after(long uid) throws MessagingException {
    return uids(folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID), uid);
  }

  /** The numbers of what arrived on that day or later, ascending. */
  List<Long> since(Instant day) throws MessagingException {
    return uids(folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(day))), 0);
  }

  private List<Long> uids(Message[] messages, long above) throws MessagingException {
    List<Long> uids = new ArrayList<>();
    for (Message message : messages) {
      long uid = folder.getUID(message);
      if (uid > above) { // "n:*" is the last one at least, however low
        uids.add(uid);
      }
    }
    uids.sort(null);
    return uids;
  }

  /**
   * The mail as it arrived, as far as that many bytes; it is not marked as read. Empty = somebody
   * took it away meanwhile.
   */
  Optional<byte[]> read(long uid, int most) throws MessagingException {
    IMAPMessage message = (IMAPMessage) folder.getMessageByUID(uid);
    if (message == null) {
      return Optional.empty();
    }
    message.setPeek(true);
    try (InputStream in = message.getMimeStream()) {
      return Optional.of(in.readNBytes(most));
    } catch (MessageRemovedException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new MessagingException("mail " + uid + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Into the folder for what is done, or marked as read. */
  void putAway(Collection<Long> uids) throws MessagingException {
    Message[] messages =
        folder.getMessagesByUID(uids.stream().mapToLong(Long::longValue).toArray());
    Message[] there =
        java.util.Arrays.stream(messages).filter(m -> m != null).toArray(Message[]::new);
    if (where.done().isEmpty() || !((IMAPStore) store).hasCapability("MOVE")) {
      folder.setFlags(there, new Flags(Flags.Flag.SEEN), true);
    } else if (there.length > 0) {
      folder.moveMessages(there, done());
    }
  }

  private Folder done() throws MessagingException {
    Folder done = store.getFolder(where.done());
    if (!done.exists()) {
      done.create(Folder.HOLDS_MESSAGES);
    }
    return done;
  }

  @Override
  public void close() throws MessagingException {
    try {
      folder.close(false);
    } finally {
      store.close();
    }
  }
}
