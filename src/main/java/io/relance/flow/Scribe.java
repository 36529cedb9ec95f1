package io.relance.flow;

import io.relance.notice.Dossier;
import io.relance.notice.Dossier.Line;
import io.relance.notice.Notice;
import io.relance.notice.Templates;
import io.relance.outbox.Address;
import io.relance.outbox.AlreadyTold;
import io.relance.outbox.Departure;
import io.relance.outbox.Departure.Listed;
import io.relance.outbox.MessageId;
import io.relance.outbox.Recipients;
import io.relance.outbox.Sharing;
import io.relance.outbox.Unaddressable;
import io.relance.store.PaperStore.Addressee;
import io.relance.store.PaperStore.Known;
import io.relance.store.PaperStore.Sender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one e-mail: to whom, in which words, in which bytes. */
public final class Scribe {
  private final Templates templates;
  private final Mime mime;
  private final String from;
  private final Sharing sharing;

  /**
   * @param from sender of all e-mails; empty = each company's own e-mail
   * @param sharing which addresses may be several debtors', or the creditor's
   */
  public Scribe(Templates templates, Clock clock, String from, Sharing sharing) {
    this.templates = templates;
    this.mime = new Mime(clock);
    this.from = from;
    this.sharing = sharing;
  }

  /**
   * The message, ready to be committed.
   *
   * @throws AlreadyTold when the level's other message reaches the same person
   * @throws Unaddressable when nobody at the debtor's may be written to
   * @throws IllegalStateException when nobody can be the sender, or a rehearsal has no reader
   * @throws io.relance.notice.Unrenderable when its words cannot be made
   */
  Departure write(Draft draft) {
    Sender sender = draft.papers().sender();
    Addressee addressee = draft.papers().addressees().get(draft.act().account());
    Recipients recipients = recipients(draft, sender, addressee);
    Notice notice = templates.email(draft.act().template(), dossier(draft, addressee, recipients));
    String own = sender(sender);
    String id = MessageId.of(sender.hub(), draft.act().id(), own);
    boolean rehearsal = draft.act().redirected();
    List<String> to = rehearsal ? List.of(redirect(sender)) : recipients.to();
    Mime.Envelope envelope =
        new Mime.Envelope(
            own,
            sender.creditor().name(),
            replyTo(sender),
            to,
            rehearsal ? null : recipients.name(),
            id);
    String prefix = rehearsal ? "[TEST -> " + String.join(", ", recipients.to()) + "] " : "";
    byte[] bytes = mime.bytes(envelope, prefix + notice.subject(), notice);
    return new Departure(
        draft.act(),
        listed(draft),
        draft.ask().steps(),
        draft.ask().amount(),
        id,
        to,
        bytes,
        detail(draft, notice, recipients, to));
  }

  private Recipients recipients(Draft draft, Sender sender, Addressee addressee) {
    Map<String, Known> known = draft.papers().known();
    Set<String> blocked =
        known.entrySet().stream()
            .filter(e -> e.getValue().blocked())
            .map(e -> e.getKey().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toSet());
    String role = draft.act().role();
    Recipients chosen =
        Recipients.choose(
            role,
            draft.level().rolesBefore(draft.act().channel(), role),
            addressee.contacts(),
            blocked);
    if (chosen.told()) {
      throw new AlreadyTold(
          "not written to twice: the other message of this level reaches the same person");
    }
    if (chosen.to().isEmpty()) {
      throw new Unaddressable(
          "%s (%s) has no usable e-mail%s: correct its contact in the ERP"
              .formatted(addressee.name(), addressee.key(), because(chosen.remarks())));
    }
    String objection =
        chosen.objection(
            sender.creditor().email(),
            address -> known.containsKey(address) ? known.get(address).debtors() : 0,
            sharing);
    if (!objection.isEmpty()) {
      throw new Unaddressable(
          "%s (%s): %s".formatted(addressee.name(), addressee.key(), objection));
    }
    return chosen;
  }

  private static String because(List<String> remarks) {
    return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
  }

  private String sender(Sender sender) {
    return first(from.isEmpty() ? sender.creditor().email() : from)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "company %s has no usable e-mail to write from: set it in the ERP, or relance.mail.from"
                        .formatted(sender.creditor().name())));
  }

  private static @Nullable String replyTo(Sender sender) {
    return first(sender.creditor().email()).orElse(null);
  }

  private static Optional<String> first(@Nullable String field) {
    return Address.in(field == null ? "" : field).good().stream().findFirst();
  }

  private static String redirect(Sender sender) {
    if (sender.redirect() == null) {
      throw new IllegalStateException(
          "the outward switch is no longer on redirect: this rehearsal has nowhere to go");
    }
    return sender.redirect();
  }

  private static Dossier dossier(Draft draft, Addressee addressee, Recipients recipients) {
    Integer days = draft.level().deadline();
    return new Dossier(
        draft.papers().sender().creditor(),
        new Dossier.Debtor(addressee.name(), addressee.reference(), recipients.name()),
        recipients.language() == null ? addressee.language() : recipients.language(),
        addressee.currency(),
        draft.papers().today(),
        lines(draft, draft.ask().overdue()),
        lines(draft, draft.ask().coming()),
        draft.ask().amount(),
        days == null ? null : draft.papers().today().plusDays(days),
        addressee.reminders());
  }

  private static List<Line> lines(Draft draft, List<Long> items) {
    return items.stream().map(draft.papers().lines()::get).toList();
  }

  private static List<Listed> listed(Draft draft) {
    List<Listed> listed = new ArrayList<>();
    draft.ask().overdue().forEach(item -> listed.add(listed(draft, item, true)));
    draft.ask().coming().forEach(item -> listed.add(listed(draft, item, false)));
    return listed;
  }

  private static Listed listed(Draft draft, long item, boolean overdue) {
    return new Listed(item, draft.papers().lines().get(item).open(), overdue);
  }

  private static Map<String, String> detail(
      Draft draft, Notice notice, Recipients recipients, List<String> to) {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("level", draft.level().name());
    detail.put("policy", draft.act().policy());
    detail.put("asked", draft.ask().amount().toPlainString());
    detail.put("to", String.join(", ", to));
    detail.put("language", notice.language());
    detail.put("subject", notice.subject());
    List<String> remarks = new ArrayList<>(recipients.remarks());
    remarks.addAll(notice.remarks());
    if (!remarks.isEmpty()) {
      detail.put("remarks", String.join("; ", remarks));
    }
    return detail;
  }
}
