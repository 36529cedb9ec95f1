package io.relance.boot;

import io.relance.flow.Binder;
import io.relance.flow.Courier;
import io.relance.flow.Deliveries;
import io.relance.flow.Documents;
import io.relance.flow.Enclosures;
import io.relance.flow.Intake;
import io.relance.flow.Login;
import io.relance.flow.MailHouse;
import io.relance.flow.Mailbox;
import io.relance.flow.Marking;
import io.relance.flow.PrintFolder;
import io.relance.flow.Protection;
import io.relance.flow.Reaper;
import io.relance.flow.Receipts;
import io.relance.flow.Replies;
import io.relance.flow.Rereading;
import io.relance.flow.Returning;
import io.relance.flow.Review;
import io.relance.flow.Scribe;
import io.relance.flow.Senders;
import io.relance.flow.SmsAnswers;
import io.relance.flow.Timing;
import io.relance.flow.WriteBack;
import io.relance.outbox.LetterName;
import io.relance.outbox.Sharing;
import io.relance.outbox.Sms;
import io.relance.settings.Settings;
import io.relance.store.DocumentStore;
import io.relance.store.OutboxStore;
import io.relance.store.ReturnStore;
import io.relance.store.WaitStore;
import java.nio.file.Path;
import java.time.Duration;

/** The beans of the send routes, wired by hand. */
final class Sending {
  private static final String REST = "relance.letter.bind.minutes";
  private final Home home;
  private final Settings settings;
  private final Rooms rooms;
  private final Receipts.Stores stores;
  private final Timing timing;

  /**
   * @param node this process's name among those that share the database: claims carry it
   */
  Sending(House house, Rooms rooms, String node) {
    this.home = house.home();
    this.settings = house.settings();
    this.rooms = rooms;
    this.stores =
        new Receipts.Stores(
            house.database(),
            new OutboxStore(house.database(), house.clock(), node),
            rooms.journal(),
            rooms.alerts(),
            house.clock());
    this.timing = new Timing(new WaitStore(house.database(), node), rooms::policies, house.clock());
  }

  Rereading rereading(Intake intake) {
    return new Rereading(stores, intake, timing);
  }

  Courier courier(WriteBack writeBack) {
    Sharing sharing = rooms.sharing();
    Scribe scribe =
        new Scribe(
            rooms.channels(),
            rooms.templates(),
            stores.clock(),
            new Senders(settings.get("relance.mail.from"), settings::company),
            enclosures(),
            new Scribe.Rules(sharing, price(), marking()));
    return new Courier(
        stores,
        new Review(stores, rooms.policies(), timing),
        scribe,
        writeBack,
        new Courier.Settings(
            seconds("relance.outbox.lease.seconds"),
            resendAfter(),
            sharing,
            rooms.channels(),
            rooms.erps().connectors()));
  }

  PrintFolder printFolder() {
    Path folder = home.root().resolve(settings.get("relance.letter.folder"));
    return settings.number(REST) == 0
        ? new PrintFolder(folder, letterName())
        : PrintFolder.gathering(
            folder,
            letterName(),
            rooms.press(),
            settings.get("relance.letter.bind.duplex").equals("yes"));
  }

  Binder binder(PrintFolder folder) {
    Duration rest = Duration.ofMinutes(settings.number(REST));
    return new Binder(folder, rooms.press(), stores.clock(), rest, stores.alerts());
  }

  MailHouse mailHouse() {
    return new MailHouse(
        letterName(),
        settings.get("relance.letter.house.authorization"),
        settings.get("relance.letter.house.id"),
        settings.get("relance.letter.house.deposit"));
  }

  private LetterName letterName() {
    return new LetterName(settings.get("relance.letter.name"));
  }

  private Enclosures enclosures() {
    return new Enclosures(
        rooms.templates(),
        rooms.press(),
        new DocumentStore(stores.database(), stores.clock()),
        mostBytes());
  }

  private long mostBytes() {
    return 1_000L * settings.number("relance.mail.attach.kilobytes");
  }

  Documents documents(Intake intake) {
    return new Documents(
        stores,
        intake,
        Duration.ofDays(settings.number("relance.documents.keep.days")),
        mostBytes());
  }

  private Marking marking() {
    return new Marking(
        settings.get("relance.tracking.url"), settings.get("relance.tracking.consent"));
  }

  private Sms.Price price() {
    return new Sms.Price(
        settings.number("relance.sms.segments.most"),
        settings.get("relance.sms.fold").equals("yes"));
  }

  Deliveries deliveries(WriteBack writeBack) {
    return new Deliveries(stores, writeBack);
  }

  SmsAnswers smsAnswers() {
    return new SmsAnswers(stores);
  }

  Reaper reaper() {
    return new Reaper(
        stores, resendAfter(), rooms.resending(), settings.number("relance.act.stale.days"));
  }

  /**
   * @param login to the mailbox
   */
  Replies replies(WriteBack writeBack, Protection protection, Login login) {
    return new Replies(
        new Mailbox.Where(
            settings.get("relance.replies.host"),
            settings.number("relance.replies.port"),
            protection,
            login,
            settings.get("relance.replies.folder"),
            settings.get("relance.replies.done")),
        settings.number("relance.replies.remind.days"),
        new Returning(stores, rooms.holds(), writeBack),
        new ReturnStore(stores.database(), stores.clock()),
        rooms.holds(),
        stores);
  }

  private Duration resendAfter() {
    return seconds("relance.mail.resend.seconds");
  }

  private Duration seconds(String key) {
    return Duration.ofSeconds(settings.number(key));
  }
}
