package io.relance.returns;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * A mail as it came, taken apart within bounds: so deep, so many parts, so much text. What cannot
 * be read is left out; nothing of it ever fails the reader.
 */
final class Mail {
  private static final Session NONE = Session.getInstance(new Properties());
  private static final int DEEPEST = 12;
  private static final int MOST_PIECES = 100;
  private static final int MOST_BOUNDARIES = 2_000;
  private static final int LONGEST_LINE = 4_000;
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");

  private final InternetHeaders headers;
  private final List<Piece> pieces = new ArrayList<>();
  private final String text;

  private Mail(byte[] bytes) {
    this.headers = headers(bytes);
    if (boundaries(bytes) <= MOST_BOUNDARIES) {
      takeApart(bytes);
    }
    this.text = readable();
  }

  static Mail of(byte[] bytes) {
    return new Mail(bytes);
  }

  private static InternetHeaders headers(byte[] bytes) {
    try {
      return new InternetHeaders(new ByteArrayInputStream(bytes), true);
    } catch (MessagingException | RuntimeException e) {
      return new InternetHeaders();
    }
  }

  /** Lines that may be boundaries: each would cost far more than its bytes. */
  private static int boundaries(byte[] bytes) {
    int found = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '-' && bytes[i + 2] == '-') {
        found++;
      }
    }
    return found;
  }

  private void takeApart(byte[] bytes) {
    try {
      take(new MimeMessage(NONE, new SharedByteArrayInputStream(bytes)), 0);
    } catch (MessagingException | IOException | RuntimeException e) {
      pieces.clear(); // what is left of it is its headers
    }
  }

  private void take(MimePart part, int depth) throws MessagingException, IOException {
    ContentType type = type(part);
    if (pieces.size() >= MOST_PIECES || depth > DEEPEST) {
      return;
    }
    if (type.match("multipart/*")) {
      MimeMultipart parts = new MimeMultipart(new MimePartDataSource(part));
      for (int i = 0; i < Math.min(parts.getCount(), MOST_PIECES); i++) {
        BodyPart inner = parts.getBodyPart(i);
        take((MimePart) inner, depth + 1);
      }
    } else {
      pieces.add(piece(part, type));
    }
  }

  private static ContentType type(MimePart part) throws MessagingException {
    String said = part.getHeader("Content-Type", null);
    try {
      return new ContentType(said == null ? "text/plain" : said);
    } catch (MessagingException e) {
      return new ContentType("application/octet-stream");
    }
  }

  private static Piece piece(MimePart part, ContentType type) throws MessagingException {
    String charset = type.getParameter("charset");
    return new Piece(
        type.getBaseType().toLowerCase(Locale.ROOT),
        charset == null ? "" : charset,
        name(part, type),
        bytes(part));
  }

  private static String name(MimePart part, ContentType type) {
    try {
      String name = part.getFileName();
      name = name == null ? type.getParameter("name") : name;
      return name == null ? "" : Decoded.line(name, 120);
    } catch (MessagingException e) {
      return "unnamed";
    }
  }

  /** Decoded as it says; where that is a lie, as it stands. */
  private static byte[] bytes(MimePart part) throws MessagingException {
    try (InputStream decoded = new MimePartDataSource(part).getInputStream()) {
      return decoded.readAllBytes();
    } catch (IOException | RuntimeException e) {
      return raw(part);
    }
  }

  private static byte[] raw(MimePart part) throws MessagingException {
    try (InputStream raw =
        part instanceof MimeBodyPart inner
            ? inner.getRawInputStream()
            : ((MimeMessage) part).getRawInputStream()) {
      return raw.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private String readable() {
    String plain =
        pieces.stream()
            .filter(piece -> piece.readable() && piece.is("text/plain"))
            .map(Piece::text)
            .reduce("", (one, next) -> one + next + "\n");
    return plain.isBlank() ? html() : plain;
  }

  private String html() {
    return pieces.stream()
        .filter(piece -> piece.readable() && piece.is("text/html"))
        .findFirst()
        .map(piece -> Jsoup.parse(piece.text()).wholeText())
        .orElse("");
  }

  /** Of that name, the first, decoded, on one line; empty = there is none. */
  String header(String name) {
    String[] found = headers.getHeader(name);
    return found == null ? "" : Decoded.line(found[0], LONGEST_LINE);
  }

  boolean has(String name) {
    return headers.getHeader(name) != null;
  }

  /** The first address in that header, in lower case; empty = there is none. */
  String address(String name) {
    String[] found = headers.getHeader(name);
    return found == null ? "" : addresses(Decoded.line(found[0], LONGEST_LINE)).orElse("");
  }

  private static Optional<String> addresses(String line) {
    int bracket = line.lastIndexOf('<'); // "a@b.fr" <c@d.fr>: the name says what it likes
    Matcher found = ADDRESS.matcher(line.substring(Math.max(bracket, 0)));
    return found.find() ? Optional.of(found.group().toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** All addresses in a text, in its order, each once. */
  static List<String> addressesIn(String text) {
    return ADDRESS
        .matcher(text)
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .distinct()
        .limit(20)
        .toList();
  }

  /** What a person would read of it. */
  String text() {
    return text;
  }

  /** The first leaf of one of these types. */
  Optional<Piece> piece(String... types) {
    return pieces.stream().filter(piece -> piece.is(types)).findFirst();
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Nothing of it could be taken apart. */
  boolean broken() {
    return pieces.isEmpty();
  }

  /** The parameter of its own Content-Type, in lower case; empty = none. */
  String reportType() {
    try {
      ContentType type = new ContentType(header("Content-Type"));
      String report = type.getParameter("report-type");
      return report == null ? "" : report.toLowerCase(Locale.ROOT);
    } catch (MessagingException e) {
      return "";
    }
  }
}
