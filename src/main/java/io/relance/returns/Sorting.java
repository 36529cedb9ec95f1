package io.relance.returns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names what came back: standards first, then what mail servers and robots are known to write. */
public final class Sorting {
  private static final List<Kind> WORST_FIRST =
      List.of(Kind.HARD, Kind.POLICY, Kind.SOFT, Kind.DELAYED, Kind.DELIVERED, Kind.UNREADABLE);

  private final Pattern ours;

  /**
   * @param ours finds a Message-ID of ours in a text, without its brackets
   */
  public Sorting(Pattern ours) {
    this.ours = ours;
  }

  /** Never fails: what cannot be understood is {@link Kind#UNREADABLE}. */
  public Returned of(byte[] bytes) {
    Mail mail = Mail.of(bytes);
    List<Fate> fates = fates(mail);
    List<String> answers = answers(mail);
    return new Returned(
        kind(mail, fates, !answers.isEmpty()),
        print(mail, bytes),
        answers,
        mail.address("From"),
        mail.header("Subject"),
        fates,
        mail.pieces().stream().filter(piece -> !piece.readable()).map(Piece::label).toList());
  }

  private static List<Fate> fates(Mail mail) {
    List<Fate> delivery = Reports.delivery(mail);
    if (!delivery.isEmpty()) {
      return delivery.stream().map(fate -> inProse(fate, mail)).toList();
    }
    return Reports.complaint(mail)
        .or(() -> Reports.opened(mail))
        .map(List::of)
        .orElseGet(() -> Prose.speaks(mail) ? Prose.fates(mail) : List.of());
  }

  /** A report that gives no reason (5.0.0) often does so in its words for people. */
  private static Fate inProse(Fate fate, Mail mail) {
    boolean vague = fate.kind() == Kind.SOFT && fate.cause().matches("5\\.0\\.0|5\\.0\\.0 .{0,12}");
    return vague
        ? new Fate(fate.address(), Status.of("5.0.0", mail.text()), Status.cause(mail.text()))
        : fate;
  }

  private static Kind kind(Mail mail, List<Fate> fates, boolean answersOurs) {
    if (!fates.isEmpty()) {
      return fates.stream()
          .map(Fate::kind)
          .min(Comparator.comparingInt(Sorting::rank))
          .orElseThrow();
    } else if (Robots.challenge(mail)) {
      return Kind.CHALLENGE;
    } else if (Robots.answers(mail) || !answersOurs && Robots.list(mail)) {
      return Kind.AUTOMATIC;
    }
    return mail.broken() ? Kind.UNREADABLE : Kind.REPLY;
  }

  private static int rank(Kind kind) {
    int rank = WORST_FIRST.indexOf(kind);
    return rank < 0 ? WORST_FIRST.size() : rank;
  }

  /** What it says it answers, then what a report brings back, then what its words name. */
  private List<String> answers(Mail mail) {
    Set<String> found = new LinkedHashSet<>();
    for (String header : List.of("In-Reply-To", "X-Original-Message-ID", "References")) {
      find(mail.header(header), found);
    }
    for (Piece piece : mail.pieces()) {
      if (piece.type().startsWith("message/") || piece.is("text/rfc822-headers")) {
        find(new String(piece.bytes(), StandardCharsets.ISO_8859_1), found);
      }
    }
    find(mail.text(), found);
    return List.copyOf(new ArrayList<>(found).subList(0, Math.min(found.size(), 10)));
  }

  private void find(String text, Set<String> found) {
    ours.matcher(text).results().limit(50).forEach(one -> found.add("<" + one.group() + ">"));
  }

  /** By its own name, sender and date; a mail without a name by its bytes. */
  private static String print(Mail mail, byte[] bytes) {
    String id = mail.header("Message-ID");
    String outside =
        String.join("\n", id, mail.header("From"), mail.header("Date"), mail.header("Subject"));
    byte[] what = id.isEmpty() ? bytes : outside.getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(what), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
