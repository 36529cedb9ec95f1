package io.relance.returns;

import java.util.Locale;
import java.util.regex.Pattern;

/** Answers that no person wrote (RFC 3834, and what came before it). */
final class Robots {
  private static final Pattern SUBJECT =
      Pattern.compile(
          "^(auto(matic)?[ -]?(reply|response)|out of (the )?office|réponse automatique|message d.absence|absence du bureau|je suis absent"
              + "|absent du bureau|en congé|abwesenheit|automatische (antwort|abwesenheit)|respuesta automática|fuera de (la )?oficina"
              + "|risposta automatica|fuori sede|automatisch antwoord|afwezig|autosvar)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern FILTER =
      Pattern.compile(
          "mailinblack|boxbe|spamarrest|challenge[ -]response|sender (verification|authentication)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_REPLY =
      Pattern.compile("^(no-?_?reply|do-?not-?reply|ne-?pas-?repondre)\\b.*@.*");
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "verify (that )?you(r| are)[^.\\n]{0,60}(human|email|address|sender)"
              + "|(please )?confirm[^.\\n]{0,60}(to|before)[^.\\n]{0,40}(deliver|release)|en attente d.(authentification|validation)|authentifie(r|z)[^.\\n]{0,40}(adresse|expéditeur|vous)"
              + "|demande (d.authentification|de validation)|prouve[rz][^.\\n]{0,40}(humain|robot)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Robots() {}

  /**
   * A filter that wants a person: by its name, or, when no person wrote, by its words. A person may
   * well ask to confirm an amount before he releases a payment.
   */
  static boolean challenge(Mail mail) {
    String outside = mail.header("Subject") + "\n" + mail.header("From");
    boolean robot = answers(mail) || NO_REPLY.matcher(mail.address("From")).matches();
    String whole = robot ? outside + "\n" + mail.text() : "";
    return FILTER.matcher(outside).find()
        || FILTER.matcher(whole).find()
        || CHALLENGE.matcher(whole).find();
  }

  /** Sent through a list; a group's shared mailbox is one, too, and people write there. */
  static boolean list(Mail mail) {
    return mail.has("List-Id") || mail.header("Precedence").equalsIgnoreCase("list");
  }

  static boolean answers(Mail mail) {
    String submitted = mail.header("Auto-Submitted").toLowerCase(Locale.ROOT);
    String precedence = mail.header("Precedence").toLowerCase(Locale.ROOT);
    return !submitted.isEmpty() && !submitted.startsWith("no")
        || mail.has("X-Autoreply")
        || mail.has("X-Autorespond")
        || mail.has("X-Autoresponder")
        || mail.has("X-AutoReply-From")
        || mail.header("X-Mail-Autoreply").length() > 0
        || precedence.matches("auto_reply|bulk|junk")
        || mail.header("Return-Path").equals("<>")
        || SUBJECT.matcher(mail.header("Subject")).find();
  }
}
