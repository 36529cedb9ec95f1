package io.relance.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bounces that follow no standard (qmail, old Exchange, gateways): who writes, the subject, and
 * words before the message that they bring back.
 */
final class Prose {
  private static final Pattern SERVER =
      Pattern.compile(
          "(mailer-daemon|postmaster|mail-daemon|mailerdaemon|mail-delivery|microsoftexchange[^@]*|bounces?)(\\+[^@]*)?@.*");
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|delivery (status|failure|has failed|problem|delayed)|returned (mail|to sender)|failure notice|mail delivery (failed|system)"
              + "|delivery notification|mail system error|non (remis|distribu|délivr)|échec d.(envoi|acheminement)|échec de (la )?remise|remise impossible"
              + "|message non |unzustellbar|nicht zugestellt|unzustellbarkeit|no se (ha podido|puede) entregar|onbestelbaar|mancato recapito|non recapitabile",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Where the message that is brought back begins, in a text that holds it. */
  private static final Pattern BROUGHT_BACK =
      Pattern.compile(
          "(?im)^[- >]*(below this line is a copy of the message|this is a copy of (the|your) message|original message (headers|follows)"
              + "|en-têtes (de message )?d.origine|message d.origine|ursprüngliche nachrichtenkopfzeilen|received: from|return-path:).*");

  private Prose() {}

  /** Does a mail server write? */
  static boolean speaks(Mail mail) {
    boolean server = SERVER.matcher(mail.address("From")).matches();
    boolean nobody = mail.header("Return-Path").equals("<>") || mail.has("X-Failed-Recipients");
    boolean bounce = SUBJECT.matcher(mail.header("Subject")).find();
    return bounce && (server || nobody || mail.reportType().equals("delivery-status"))
        || server && mail.has("X-Failed-Recipients")
        || server && nobody;
  }

  /** One fate for every address that it names, or one for an address that it does not name. */
  static List<Fate> fates(Mail mail) {
    String words = before(mail.text());
    String first = words.isBlank() ? mail.header("Subject") : words;
    Kind kind = Status.of(first);
    String cause = Status.cause(first);
    List<String> named = new ArrayList<>(Mail.addressesIn(mail.header("X-Failed-Recipients")));
    if (named.isEmpty()) {
      named.addAll(Mail.addressesIn(words));
      named.removeIf(address -> SERVER.matcher(address).matches());
    }
    return named.isEmpty()
        ? List.of(new Fate("", kind, cause))
        : named.stream().map(address -> new Fate(address, kind, cause)).toList();
  }

  private static String before(String text) {
    Matcher back = BROUGHT_BACK.matcher(text);
    return back.find() ? text.substring(0, back.start()) : text;
  }
}
