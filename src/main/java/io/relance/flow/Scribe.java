package io.relance.flow;

import io.relance.notice.Dossier;
import io.relance.notice.Dossier.Line;
import io.relance.notice.Notice;
import io.relance.notice.Templates;
import io.relance.outbox.Act;
import io.relance.outbox.Address;
import io.relance.outbox.AlreadyTold;
import io.relance.outbox.Channel;
import io.relance.outbox.Departure;
import io.relance.outbox.Departure.Listed;
import io.relance.outbox.MessageId;
import io.relance.outbox.Recipients;
import io.relance.outbox.Sharing;
import io.relance.outbox.Unaddressable;
import io.relance.policy.Reaches;
import io.relance.store.PaperStore.Addressee;
import io.relance.store.PaperStore.Known;
import io.relance.store.PaperStore.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one message: to whom, in which words, in which bytes. */
public final class Scribe {
  private final Map<String, Channel> channels;
  private final Templates templates;
  private final Mime mime;
  private final String from;
  private final Sharing sharing;

  /**
   * @param channels by name
   * @param from sender of all e-mails; empty = each company's own e-mail
   * @param sharing which addresses may be several debtors', or the creditor's
   */
  public Scribe(
      Map<String, Channel> channels,
      Templates templates,
      Clock clock,
      String from,
      Sharing sharing) {
    this.channels = Map.copyOf(channels);
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
    Channel channel = channel(draft.act());
    Recipients recipients = recipients(draft, channel.reaches(), sender, addressee);
    Notice notice =
        templates.write(
            channel.words(), draft.act().template(), dossier(draft, addressee, recipients));
    boolean mail = channel.reaches() == Reaches.EMAIL;
    Written written =
        mail
            ? mail(draft.act(), sender, recipients, notice)
            : plain(draft.act(), sender, recipients, notice);
    return new Departure(
        draft.act(),
        listed(draft),
        draft.ask().steps(),
        draft.ask().amount(),
        written.id(),
        written.to(),
        written.type(),
        written.bytes(),
        facts(draft, addressee, recipients, notice, written),
        detail(draft, notice, recipients, written.to()));
  }

  private Channel channel(Act act) {
    Channel channel = channels.get(act.channel());
    if (channel == null) {
      throw new IllegalStateException(
          "there is no routes/send-%s.camel.yaml any more".formatted(act.channel()));
    }
    return channel;
  }

  /**
   * What leaves.
   *
   * @param id the same at every attempt
   */
  private record Written(String id, List<String> to, String type, byte[] bytes) {}

  private Written mail(Act act, Sender sender, Recipients recipients, Notice notice) {
    String own = sender(sender);
    String id = MessageId.of(sender.hub(), act.id(), own);
    boolean rehearsal = act.redirected();
    List<String> to = rehearsal ? List.of(redirect(sender)) : recipients.to();
    String person = rehearsal ? null : recipients.name();
    String name = sender.creditor().name();
    Mime.Envelope envelope = new Mime.Envelope(own, name, replyTo(sender), to, person, id);
    String prefix = rehearsal ? "[TEST -> " + String.join(", ", recipients.to()) + "] " : "";
    byte[] bytes = mime.bytes(envelope, prefix + notice.subject(), notice, List.of());
    return new Written(id, to, Mime.TYPE, bytes);
  }

  private static Written plain(Act act, Sender sender, Recipients recipients, Notice notice) {
    String form = notice.parts().keySet().iterator().next();
    String type = form.equals("json") ? "application/json" : "text/plain";
    byte[] bytes = notice.parts().get(form).strip().getBytes(StandardCharsets.UTF_8);
    return new Written(MessageId.key(sender.hub(), act.id()), recipients.to(), type, bytes);
  }

  /** What the channel's route may say beside the content. */
  private static Map<String, String> facts(
      Draft draft, Addressee addressee, Recipients recipients, Notice notice, Written written) {
    Act act = draft.act();
    Sender sender = draft.papers().sender();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("key", MessageId.key(sender.hub(), act.id()));
    facts.put("to", String.join(written.type().equals(Mime.TYPE) ? ", " : "\n", written.to()));
    facts.put("name", recipients.name() == null ? "" : recipients.name());
    facts.put("subject", notice.subject());
    facts.put("language", notice.language());
    facts.put("template", act.template());
    facts.put("role", act.role());
    facts.put("level", draft.level().name());
    facts.put("rank", String.valueOf(act.level()));
    facts.put("source", sender.source());
    facts.put("company", sender.company());
    facts.put("companyId", String.valueOf(act.company()));
    facts.put("debtor", addressee.key());
    facts.put("debtorName", addressee.name());
    facts.put("currency", addressee.currency());
    facts.put("asked", draft.ask().amount().toPlainString());
    return facts;
  }

  private Recipients recipients(Draft draft, Reaches reaches, Sender sender, Addressee addressee) {
    Map<String, Known> known = draft.papers().known();
    Set<String> blocked =
        known.entrySet().stream()
            .filter(e -> e.getValue().blocked())
            .map(e -> e.getKey().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toSet());
    String role = draft.act().role();
    Recipients chosen =
        Recipients.choose(
            reaches,
            role,
            draft.level().rolesBefore(draft.act().channel(), role),
            addressee.people(),
            blocked);
    if (chosen.told()) {
      throw new AlreadyTold(
          "not written to twice: the other message of this level reaches the same person");
    }
    if (chosen.to().isEmpty() && reaches.debtor()) {
      throw new Unaddressable(
          "%s (%s) has no %s%s: correct its contact in the ERP"
              .formatted(
                  addressee.name(), addressee.key(), missing(reaches), because(chosen.remarks())));
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

  private static String missing(Reaches reaches) {
    return switch (reaches) {
      case EMAIL -> "usable e-mail";
      case MOBILE -> "usable mobile number";
      case POST -> "complete postal address";
      case NOBODY -> "";
    };
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
        new Dossier.Debtor(
            addressee.name(),
            addressee.reference(),
            recipients.name(),
            addressee.people().postal()),
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
