package io.relance.returns;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an enhanced status code (RFC 3463) and a mail server's words say of an address. The code
 * counts; where it says nothing in particular (x.0.0, 5.3.0, 5.5.0), or is missing, the words do.
 */
final class Status {
  private static final Pattern CODE =
      Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
  private static final Pattern REPLY = Pattern.compile("(?<![\\d.:])([45])[0-5]\\d(?=[ \\-:])");

  private static final Pattern NOBODY =
      words(
          "user unknown|unknown user|no such (user|mailbox|recipient|person)|(user|recipient|mailbox|address|account)[^\\n]{0,60}"
              + " (does not|doesn.t) exist|unknown (recipient|address|mailbox)|invalid (recipient|mailbox|address)"
              + "|(mailbox|recipient|address|email address)[^\\n]{0,60}(not found|wasn.t found|couldn.t be found|could not be found)"
              + "|mailbox unavailable|no mailbox (here )?by that name|account (is )?(disabled|closed|inactive|deactivated)|host (or domain name )?not found"
              + "|domain (name )?(not found|does not exist)|adresse[^\\n]{0,60}(introuvable|inconnue|n.existe pas)|destinataire[^.\\n]{0,40}inconnu"
              + "|utilisateur inconnu|boîte[^.\\n]{0,40}(n.existe|désactivée)|adressat unbekannt|empfänger[^\\n]{0,60}(unbekannt|nicht gefunden)"
              + "|e-mail-adresse[^.\\n]{0,80}nicht gefunden|usuario desconocido|nosuchuser|recipnotfound");
  private static final Pattern FULL =
      words(
          "(mailbox|inbox|account)[^.\\n]{0,40}(is )?full|over ?quota|quota (exceeded|full)|exceed[^.\\n]{0,30}(quota|storage)"
              + "|out of storage|insufficient (system )?storage|boîte[^.\\n]{0,40}pleine|quota (dépassé|atteint)|postfach[^.\\n]{0,40}voll");
  private static final Pattern UNWANTED =
      words(
          "spam|block(ed|list)|blacklist|black list|reputation|rejected[^.\\n]{0,40}(policy|content)|policy (reasons|rejection|violation)"
              + "|dmarc|\\bspf\\b|\\bdkim\\b|access denied|not authori[sz]ed|too many (connections|messages)|refusé pour|indésirable");
  private static final Pattern LATER =
      words(
          "(will (be retried|retry|continue|keep trying))|still (being retried|trying)|delayed|has been deferred|n.avons pas (encore )?pu"
              + "|nouvelles? tentatives?|no need to resend|do not need to resend|not (yet )?been delivered|wird weiterhin");

  private Status() {}

  private static Pattern words(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * Of a report in prose.
   *
   * @param words in which the first code, if there is one, is the mail server's
   */
  static Kind of(String words) {
    Matcher code = CODE.matcher(words);
    if (code.find()) {
      return of(code.group(), words);
    }
    Matcher reply = REPLY.matcher(words);
    boolean later = LATER.matcher(words).find() || reply.find() && reply.group(1).equals("4");
    return later ? Kind.DELAYED : byWords(words);
  }

  /**
   * Of an address that was given up.
   *
   * @param code class.subject.detail
   */
  static Kind of(String code, String words) {
    Matcher parts = CODE.matcher(code);
    if (!parts.find()) {
      return of(words.isEmpty() ? "-" : words);
    }
    int subject = Integer.parseInt(parts.group(2));
    int detail = Integer.parseInt(parts.group(3));
    return switch (parts.group(1)) {
      case "2" -> Kind.DELIVERED;
      case "4" -> Kind.DELAYED;
      default -> forGood(subject, detail, words);
    };
  }

  private static Kind forGood(int subject, int detail, String words) {
    return switch (subject) {
      case 1 -> detail == 7 || detail == 8 ? Kind.POLICY : Kind.HARD; // those are of the sender
      case 2 -> detail == 1 ? Kind.HARD : detail == 0 ? byWords(words) : Kind.SOFT;
      case 4 -> nowhere(detail) ? Kind.HARD : Kind.SOFT;
      case 7 -> Kind.POLICY;
      case 6 -> Kind.SOFT;
      default -> byWords(words);
    };
  }

  /**
   * No such host or domain; 5.4.1 is Exchange Online's word for a recipient that it does not have.
   */
  private static boolean nowhere(int detail) {
    return detail == 1 || detail == 4 || detail == 310;
  }

  private static Kind byWords(String words) {
    if (FULL.matcher(words).find()) {
      return Kind.SOFT;
    } else if (NOBODY.matcher(words).find()) {
      return Kind.HARD;
    }
    return UNWANTED.matcher(words).find() ? Kind.POLICY : Kind.SOFT;
  }

  /** The line of the words that holds the code or the reason, for people; else their beginning. */
  static String cause(String words) {
    String wanted =
        words
            .lines()
            .map(String::strip)
            .filter(line -> CODE.matcher(line).find() || REPLY.matcher(line).find())
            .findFirst()
            .or(() -> words.lines().map(String::strip).filter(Status::telling).findFirst())
            .or(() -> words.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst())
            .orElse("");
    return Decoded.cut(wanted, 300);
  }

  private static boolean telling(String line) {
    String low = line.toLowerCase(Locale.ROOT);
    return NOBODY.matcher(low).find() || FULL.matcher(low).find() || UNWANTED.matcher(low).find();
  }
}
