package io.relance.flow;

import io.relance.notice.Dossier;
import io.relance.notice.Dossier.Line;
import io.relance.notice.Manner;
import io.relance.notice.Notice;
import io.relance.notice.Templates;
import io.relance.outbox.Act;
import io.relance.outbox.Address;
import io.relance.outbox.AlreadyTold;
import io.relance.outbox.Attachment;
import io.relance.outbox.Channel;
import io.relance.outbox.Departure;
import io.relance.outbox.Departure.Listed;
import io.relance.outbox.MessageId;
import io.relance.outbox.PhoneNumber;
import io.relance.outbox.Recipients;
import io.relance.outbox.Sharing;
import io.relance.outbox.Sms;
import io.relance.outbox.Unaddressable;
import io.relance.policy.Paid;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one message: to whom, in which words, in which bytes. */
public final class Scribe {
  private final Map<String, Channel> channels;
  private final Templates templates;
  private final Mime mime;
  private final Senders senders;
  private final Enclosures enclosures;
  private final Rules rules;

  /**
   * What may be written to whom.
   *
   * @param sharing which addresses may be several debtors', or the creditor's
   * @param price what an SMS may cost
   * @param marking whose e-mails are tracked
   */
  public record Rules(Sharing sharing, Sms.Price price, Marking marking) {}

  /**
   * @param channels by name
   * @param senders who e-mails are from
   * @param enclosures what goes with them
   * @param rules what may be written to whom
   */
  public Scribe(
      Map<String, Channel> channels,
      Templates templates,
      Clock clock,
      Senders senders,
      Enclosures enclosures,
      Rules rules) {
    this.channels = Map.copyOf(channels);
    this.templates = templates;
    this.mime = new Mime(clock);
    this.senders = senders;
    this.enclosures = enclosures;
    this.rules = rules;
  }

  /**
   * The message, ready to be committed.
   *
   * @throws AlreadyTold when the level's other message reaches the same person
   * @throws Unaddressable when nobody at the debtor's may be written to
   * @throws IllegalStateException when nobody can be the sender, a rehearsal has no reader, or a
   *     file that goes with it cannot be had
   * @throws io.relance.notice.Unrenderable when its words cannot be made
   */
  Departure write(Draft draft) {
    Sender sender = draft.papers().sender();
    Addressee addressee = draft.papers().addressees().get(draft.act().account());
    Channel channel = channel(draft.act());
    Recipients recipients = recipients(draft, channel.reaches(), sender, addressee);
    Dossier dossier = dossier(draft, addressee, recipients);
    Manner manner = new Manner(channel.words(), channel.service());
    Notice notice = templates.write(manner, draft.act().template(), dossier);
    List<Attachment> files = enclosures.of(draft, dossier);
    Written written =
        switch (channel.reaches()) {
          case EMAIL -> mail(draft, sender, recipients, notice, files);
          case MOBILE -> sms(draft.act(), sender, recipients, notice, files);
          case POST, NOBODY -> plain(draft.act(), sender, recipients, notice, files);
        };
    Map<String, String> facts = facts(draft, addressee, recipients, notice, written);
    Map<String, String> detail = detail(draft, notice, recipients, written.to(), files);
    facts.put("service", channel.service());
    facts.putAll(written.said());
    detail.putAll(written.said());
    return new Departure(
        draft.act(),
        listed(draft),
        draft.ask().steps(),
        draft.ask().amount(),
        written.id(),
        written.to(),
        written.type(),
        written.bytes(),
        facts,
        detail);
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
   * @param said of the bytes, for journal and route
   */
  private record Written(
      String id, List<String> to, String type, byte[] bytes, Map<String, String> said) {}

  private Written mail(
      Draft draft, Sender sender, Recipients recipients, Notice notice, List<Attachment> files) {
    Act act = draft.act();
    Senders.From from = senders.of(sender, notice.signed().equals(Notice.EXECUTIVE));
    String id = MessageId.of(sender.hub(), act.id(), from.address());
    boolean rehearsal = act.redirected();
    List<String> to = rehearsal ? List.of(redirect(sender)) : recipients.to();
    String person = rehearsal ? null : recipients.name();
    Mime.Envelope envelope =
        new Mime.Envelope(from.address(), from.name(), from.replyTo(), to, person, id);
    String prefix = rehearsal ? "[TEST -> " + String.join(", ", recipients.to()) + "] " : "";
    boolean tracked =
        !notice.html().isBlank()
            && rules.marking().wanted(act, draft.papers().addressees().get(act.account()));
    Notice words =
        tracked
            ? notice.with("html", rules.marking().mark(sender.hub(), act.id(), notice.html()))
            : notice;
    byte[] bytes = mime.bytes(envelope, prefix + notice.subject(), words, files);
    return new Written(id, to, Mime.TYPE, bytes, tracked ? Map.of("tracked", "yes") : Map.of());
  }

  private Written plain(
      Act act, Sender sender, Recipients recipients, Notice notice, List<Attachment> files) {
    String key = MessageId.key(sender.hub(), act.id());
    String form = notice.parts().keySet().iterator().next();
    if (form.equals("xhtml")) {
      return new Written(
          key, recipients.to(), Enclosures.PDF, enclosures.bound(notice, files), Map.of());
    }
    String type = form.equals("json") ? "application/json" : "text/plain";
    byte[] bytes = notice.parts().get(form).strip().getBytes(StandardCharsets.UTF_8);
    return new Written(key, recipients.to(), type, bytes, Map.of());
  }

  /** A text in the alphabet of the networks, at a price that may be paid. */
  private Written sms(
      Act act, Sender sender, Recipients recipients, Notice notice, List<Attachment> files) {
    Written plain = plain(act, sender, recipients, notice, files);
    Sms sms = rules.price().of(new String(plain.bytes(), StandardCharsets.UTF_8));
    Map<String, String> said =
        Map.of("coding", sms.coding().name(), "segments", String.valueOf(sms.segments()));
    byte[] bytes = sms.text().getBytes(StandardCharsets.UTF_8);
    return new Written(plain.id(), plain.to(), plain.type(), bytes, said);
  }

  /** What the channel's route may say beside the content. */
  private static Map<String, String> facts(
      Draft draft, Addressee addressee, Recipients recipients, Notice notice, Written written) {
    Act act = draft.act();
    Sender sender = draft.papers().sender();
    boolean postal =
        draft
            .level()
            .find(act.channel(), act.role())
            .filter(c -> c.reaches() == Reaches.POST)
            .isPresent();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("key", MessageId.key(sender.hub(), act.id()));
    facts.put("to", String.join(postal ? "\n" : ", ", written.to()));
    facts.put("name", recipients.name() == null ? "" : recipients.name());
    facts.put("subject", notice.subject());
    facts.put("language", notice.language());
    facts.put("date", draft.papers().today().toString());
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
            own(reaches, sender, addressee),
            address -> known.containsKey(address) ? known.get(address).debtors() : 0,
            rules.sharing());
    if (!objection.isEmpty()) {
      throw new Unaddressable(
          "%s (%s): %s".formatted(addressee.name(), addressee.key(), objection));
    }
    return chosen;
  }

  private static List<String> own(Reaches reaches, Sender sender, Addressee addressee) {
    String email = sender.creditor().email();
    return reaches == Reaches.MOBILE
        ? PhoneNumber.in(sender.creditor().phone(), sender.country()).good()
        : Address.in(email == null ? "" : email).good();
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

  private static String redirect(Sender sender) {
    if (sender.redirect() == null) {
      throw new IllegalStateException(
          "the outward switch is no longer on redirect: this rehearsal has nowhere to go");
    }
    return sender.redirect();
  }

  /** What stays in the house is written in the house's language: null. */
  private @Nullable String language(Draft draft, Addressee addressee, Recipients recipients) {
    if (!channel(draft.act()).reaches().debtor()) {
      return null;
    }
    return recipients.language() == null ? addressee.language() : recipients.language();
  }

  private Dossier dossier(Draft draft, Addressee addressee, Recipients recipients) {
    Integer days = draft.level().deadline();
    return new Dossier(
        draft.papers().sender().creditor(),
        new Dossier.Debtor(
            addressee.name(),
            addressee.reference(),
            recipients.name(),
            addressee.people().postal(),
            Recipients.phone(draft.act().role(), addressee.people())),
        language(draft, addressee, recipients),
        addressee.currency(),
        draft.papers().today(),
        lines(draft, draft.ask().overdue()),
        lines(draft, draft.ask().coming()),
        draft.ask().amount(),
        days == null ? null : draft.papers().today().plusDays(days),
        addressee.reminders(),
        senders.words(draft.papers().sender()),
        draft.ask().paid().stream().map(paid -> paid(draft, paid)).toList());
  }

  /** With what was paid in the place of what is open: nothing. */
  private static Line paid(Draft draft, Paid paid) {
    return draft.papers().lines().get(paid.item()).with(paid.amount());
  }

  private static List<Line> lines(Draft draft, List<Long> items) {
    return items.stream().map(draft.papers().lines()::get).toList();
  }

  private static List<Listed> listed(Draft draft) {
    List<Listed> listed = new ArrayList<>();
    draft.ask().overdue().forEach(item -> listed.add(listed(draft, item, true)));
    draft.ask().coming().forEach(item -> listed.add(listed(draft, item, false)));
    draft.ask().paid().forEach(paid -> listed.add(listed(draft, paid.item(), false)));
    return listed;
  }

  private static Listed listed(Draft draft, long item, boolean overdue) {
    return new Listed(item, draft.papers().lines().get(item).open(), overdue);
  }

  private static Map<String, String> detail(
      Draft draft, Notice notice, Recipients recipients, List<String> to, List<Attachment> files) {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("level", draft.level().name());
    detail.put("policy", draft.act().policy());
    detail.put("asked", draft.ask().amount().toPlainString());
    detail.put("to", String.join(", ", to));
    detail.put("language", notice.language());
    detail.put("subject", notice.subject());
    if (!files.isEmpty()) {
      detail.put("files", files.stream().map(Attachment::name).collect(Collectors.joining(", ")));
    }
    List<String> remarks = new ArrayList<>(recipients.remarks());
    remarks.addAll(notice.remarks());
    if (!remarks.isEmpty()) {
      detail.put("remarks", String.join("; ", remarks));
    }
    return detail;
  }
}
