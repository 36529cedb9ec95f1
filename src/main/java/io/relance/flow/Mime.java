package io.relance.flow;

import io.relance.notice.Notice;
import io.relance.outbox.Address;
import io.relance.outbox.Attachment;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.util.QPEncoderStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an e-mail (RFC 5322, 2045, 2047): written once, stored, and sent exactly as stored.
 * Written here and not by Jakarta Mail, which looks its providers up in every jar for each message.
 */
final class Mime {
  static final String TYPE = "message/rfc822";

  private static final Session NONE = Session.getInstance(new Properties());
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 '/+-]{1,60}");
  private static final int WORD_BYTES = 39; // a line with an encoded word has at most 76 characters

  private final Clock clock;

  Mime(Clock clock) {
    this.clock = clock;
  }

  /**
   * What stands on the outside; addresses are checked before.
   *
   * @param name of the creditor
   * @param replyTo null = the sender
   * @param person the addressee's name when there is one address
   */
  record Envelope(
      String from,
      String name,
      @Nullable String replyTo,
      List<String> to,
      @Nullable String person,
      String messageId) {}

  /**
   * Text and, where it has some, HTML as one message, files behind; its Message-ID is the act's.
   */
  byte[] bytes(Envelope envelope, String subject, Notice notice, List<Attachment> files) {
    StringBuilder head = head(envelope, subject);
    Bytes out = new Bytes(8_192 + files.stream().mapToInt(f -> 2 * f.content().length).sum());
    if (files.isEmpty()) {
      out.writeBytes(ascii(head + multipart("alternative", BOUNDARY)));
      words(out, notice);
      return out.toByteArray();
    }
    out.writeBytes(ascii(head + multipart("mixed", OUTER)));
    out.writeBytes(ascii("--" + OUTER + "\r\n" + multipart("alternative", BOUNDARY)));
    words(out, notice);
    files.forEach(file -> file(out, file));
    out.writeBytes(ascii("--" + OUTER + "--\r\n"));
    return out.toByteArray();
  }

  private StringBuilder head(Envelope envelope, String subject) {
    String person = envelope.to().size() == 1 ? envelope.person() : null;
    String to =
        envelope.to().stream().map(a -> mailbox(a, person)).collect(Collectors.joining(",\r\n "));
    StringBuilder head = new StringBuilder(512);
    header(head, "Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    header(head, "From", mailbox(envelope.from(), envelope.name()));
    if (envelope.replyTo() != null) {
      header(head, "Reply-To", envelope.replyTo());
    }
    header(head, "To", to);
    header(head, "Message-ID", envelope.messageId());
    header(head, "Subject", words(subject));
    header(head, "Auto-Submitted", "auto-generated");
    header(head, "MIME-Version", "1.0");
    return head;
  }

  /** Neither quoted-printable nor base64 writes "=_", so no boundary can occur in a part. */
  private static final String BOUNDARY = "=_relance";

  private static final String OUTER = "=_outer";

  private static String multipart(String kind, String boundary) {
    return "Content-Type: multipart/" + kind + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  }

  private static void words(Bytes out, Notice notice) {
    part(out, "plain", notice.text());
    if (!notice.html().isBlank()) { // an empty page would be shown in place of the text
      part(out, "html", notice.html());
    }
    out.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
  }

  private static void file(Bytes out, Attachment file) {
    StringBuilder head = new StringBuilder(256);
    head.append("--").append(OUTER).append("\r\n");
    header(head, "Content-Type", file.type());
    header(head, "Content-Disposition", "attachment;\r\n " + fileName(file.name()));
    header(head, "Content-Transfer-Encoding", "base64");
    out.writeBytes(ascii(head + "\r\n"));
    out.writeBytes(LINES.encode(file.content()));
    out.writeBytes(ascii("\r\n"));
  }

  private static final Base64.Encoder LINES = Base64.getMimeEncoder();

  /** RFC 2231, continued over lines, with an ASCII name for readers who know it not. */
  private static String fileName(String name) {
    String line = Address.printable(name).replaceAll("[/\\\\:*?\"<>|]", "-");
    String plain = Normalizer.normalize(line, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    plain = plain.replaceAll("[^ -~]", "_");
    String ascii = "filename=\"" + cut(plain) + "\"";
    if (ascii.equals("filename=\"" + line + "\"")) {
      return ascii;
    }
    List<String> pieces = percent(line);
    if (pieces.size() == 1) {
      return ascii + ";\r\n filename*=UTF-8''" + pieces.get(0);
    }
    StringBuilder parts = new StringBuilder(ascii);
    for (int i = 0; i < pieces.size(); i++) {
      parts.append(";\r\n filename*").append(i).append("*=").append(i == 0 ? "UTF-8''" : "");
      parts.append(pieces.get(i));
    }
    return parts.toString();
  }

  /** At most 60 characters, its extension kept: by that it is opened. */
  private static String cut(String name) {
    if (name.length() <= 60) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    return name.substring(0, 60 - extension.length()) + extension;
  }

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

  /** In pieces of at most 54 characters, none of which ends within an octet. */
  private static List<String> percent(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (byte octet : utf8(text)) {
      boolean plain = UNRESERVED.indexOf(octet) >= 0;
      piece.append(plain ? "" + (char) octet : "%%%02X".formatted(octet & 0xFF));
      if (piece.length() > 51) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String mailbox(String address, @Nullable String name) {
    return name == null || name.isBlank() ? address : words(name) + "\r\n <" + address + ">";
  }

  /** Plain when it is short ASCII without specials, else encoded words. */
  private static String words(String text) {
    String line = Address.printable(text);
    if (PLAIN.matcher(line).matches()) {
      return line;
    }
    StringBuilder words = new StringBuilder();
    for (int from = 0; from < line.length(); ) {
      int to = from;
      for (int bytes = 0; to < line.length(); ) {
        int point = line.codePointAt(to);
        bytes += utf8(Character.toString(point)).length;
        if (bytes > WORD_BYTES) {
          break;
        }
        to += Character.charCount(point);
      }
      words.append(from == 0 ? "" : "\r\n ").append("=?UTF-8?B?");
      words.append(Base64.getEncoder().encodeToString(utf8(line.substring(from, to)))).append("?=");
      from = to;
    }
    return words.toString();
  }

  /** The encoder writes byte by byte: none of them takes a lock. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes(int expected) {
      super(expected);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(int one) {
      if (count == buf.length) {
        buf = Arrays.copyOf(buf, 2 * count);
      }
      buf[count++] = (byte) one;
    }
  }

  private static void part(Bytes out, String subtype, String text) {
    out.writeBytes(
        ascii("--" + BOUNDARY + "\r\nContent-Type: text/" + subtype + "; charset=UTF-8\r\n"));
    out.writeBytes(ascii("Content-Transfer-Encoding: quoted-printable\r\n\r\n"));
    try (OutputStream quoted = new QPEncoderStream(out)) {
      quoted.write(utf8(text.lines().collect(Collectors.joining("\r\n", "", "\r\n"))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    out.writeBytes(ascii("\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A message that writes exactly these bytes. */
  static MimeMessage message(byte[] bytes) {
    try {
      return new MimeMessage(NONE, new ByteArrayInputStream(bytes));
    } catch (MessagingException e) {
      throw new IllegalStateException("a stored e-mail cannot be read: " + e.getMessage(), e);
    }
  }
}
