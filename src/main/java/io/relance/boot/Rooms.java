package io.relance.boot;

import io.relance.flow.Alarms;
import io.relance.flow.Callbacks;
import io.relance.flow.Deliveries;
import io.relance.flow.Drifting;
import io.relance.flow.Dunning;
import io.relance.flow.Events;
import io.relance.flow.Hooks;
import io.relance.flow.Intake;
import io.relance.flow.Limits;
import io.relance.flow.Merging;
import io.relance.flow.NextLevel;
import io.relance.flow.Outcomes;
import io.relance.flow.Posting;
import io.relance.flow.Settling;
import io.relance.flow.SmsAnswers;
import io.relance.flow.Tasks;
import io.relance.flow.Telling;
import io.relance.flow.Timing;
import io.relance.flow.Tracking;
import io.relance.flow.WriteBack;
import io.relance.jmx.HubMbeans;
import io.relance.jmx.Schedules;
import io.relance.ledger.Creditor;
import io.relance.ledger.Guards;
import io.relance.ledger.Source;
import io.relance.notice.Templates;
import io.relance.outbox.Channel;
import io.relance.outbox.Sharing;
import io.relance.outbox.Subscriber;
import io.relance.policy.Policies;
import io.relance.press.Press;
import io.relance.settings.ChannelFiles;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Merges;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.DriftStore;
import io.relance.store.EventStore;
import io.relance.store.FiguresStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.HintStore;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.OutwardStore;
import io.relance.store.PauseStore;
import io.relance.store.RunStore;
import io.relance.store.TaskStore;
import io.relance.store.TraceStore;
import io.relance.store.UncertainStore;
import io.relance.store.UnreachableStore;
import io.relance.store.WaitStore;
import io.relance.store.WritebackStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every room of a house, wired by hand, one line each; no Camel in it, so that commands use the
 * same beans as routes do.
 */
public final class Rooms {
  private final House house;
  private final Policies policies;
  private final Templates templates;
  private final AlertStore alerts;
  private final JournalStore journal;
  private final LedgerStore ledger;
  private final WritebackStore writebacks;

  /**
   * The rooms of an opened house, its policies read.
   *
   * @throws io.relance.settings.Mistakes when a policy is wrong
   */
  public static Rooms of(House house) {
    return new Rooms(house, PolicyFiles.read(house.home().policies(), channels(house.home())));
  }

  private static Map<String, Channel> channels(Home home) {
    return ChannelFiles.read(home.routes()).channels();
  }

  /** The channels of its routes, by name. */
  Map<String, Channel> channels() {
    return channels(house.home());
  }

  Rooms(House house, Policies policies) {
    Database database = house.database();
    Clock clock = house.clock();
    this.house = house;
    this.policies = policies;
    this.templates = Templates.in(house.home().templates());
    this.alerts = new AlertStore(database, clock);
    this.journal = new JournalStore(database);
    this.ledger = new LedgerStore(database, guards(house.settings()));
    this.writebacks = new WritebackStore(database, journal, clock);
  }

  private static Guards guards(Settings settings) {
    return new Guards(
        Duration.ofHours(settings.number("relance.sweep.every.hours")),
        settings.number("relance.guard.vanish.percent"),
        settings.number("relance.guard.vanish.least"),
        settings.number("relance.guard.gone.percent"),
        settings.number("relance.guard.gone.least"),
        Guards.usual().clockSkew());
  }

  public Policies policies() {
    return policies;
  }

  public Templates templates() {
    return templates;
  }

  Press press() {
    return Press.in(house.home().templates(), house.clock());
  }

  public AlertStore alerts() {
    return alerts;
  }

  public JournalStore journal() {
    return journal;
  }

  public OutwardStore outward() {
    return new OutwardStore(house.database(), journal, house.clock());
  }

  public RunStore runs() {
    return new RunStore(house.database(), house.clock());
  }

  public Dunning dunning() {
    return new Dunning(
        house.database(), () -> policies, alerts, journal, limits(house.settings()), house.clock());
  }

  /** What a message would wait for; claims nothing. */
  public Timing timing() {
    return new Timing(new WaitStore(house.database(), ""), () -> policies, house.clock());
  }

  /** A person's word on uncertain acts. */
  public Settling settling() {
    return new Settling(house.database(), journal, alerts, writeBack(), house.clock());
  }

  /** What a person may have to settle. */
  public List<UncertainStore.Doubt> uncertain() {
    return new UncertainStore(house.database(), house.clock()).list(resending());
  }

  /** The channels that send once more by themselves what nobody knows of. */
  Set<String> resending() {
    return channels().values().stream()
        .filter(Channel::resends)
        .map(Channel::name)
        .collect(Collectors.toSet());
  }

  /** What the post says of letters. */
  public Posting posting() {
    return new Posting(house.database(), journal, house.clock());
  }

  /** Accounts that the hub holds, and blocked addresses. */
  public HoldStore holds() {
    return new HoldStore(house.database(), journal, alerts, house.clock());
  }

  /** Sweeps that wait for a person. */
  public HeldSweepStore heldSweeps() {
    return new HeldSweepStore(house.database(), journal, house.clock());
  }

  /** Who is the same debtor in several sources. */
  public Merging merging() {
    List<Creditor> creditors = new ArrayList<>();
    new Merges(house.settings())
        .all()
        .forEach((name, all) -> creditors.add(new Creditor(name, all)));
    return new Merging(house.database(), journal, alerts, house.clock(), creditors);
  }

  Sharing sharing() {
    Settings settings = house.settings();
    return Sharing.of(
        settings.number("relance.mail.shared.most"), settings.get("relance.mail.shared.allow"));
  }

  /** Whoever could not be written to under another rule of sharing addresses is decided again. */
  void followSharing() {
    new UnreachableStore(house.database(), house.clock()).follow(sharing());
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        Duration.ofHours(settings.number("relance.guard.ledger.age.hours")),
        settings.number("relance.guard.surge.factor"),
        settings.number("relance.guard.surge.floor"),
        settings.number("relance.guard.surge.first"));
  }

  /** The hub's MBeans, not registered yet. */
  HubMbeans mbeans(Schedules schedules) {
    Database database = house.database();
    return new HubMbeans(
        new FiguresStore(database, house.clock()),
        new PauseStore(database, journal, house.clock()),
        heldSweeps(),
        alerts,
        schedules);
  }

  Intake intake() {
    return new Intake(ledger, outward(), alerts, house.clock(), sources());
  }

  WriteBack writeBack() {
    return new WriteBack(writebacks, policies.list());
  }

  Telling telling() {
    return new Telling(
        writebacks,
        alerts,
        house.home().templates(),
        sources().stream().collect(Collectors.toMap(Source::name, this::teller)),
        new NextLevel(policies.list()));
  }

  private Telling.Teller teller(Source source) {
    Map<String, String> given = house.settings().source(source.name());
    return new Telling.Teller(
        source.connector(),
        source.can(Source.Ability.NOTES),
        Deployments.number(given, "writebacksPerMinute", 0));
  }

  private TaskStore taskStore() {
    return new TaskStore(house.database(), journal, holds(), house.clock());
  }

  Tasks tasks() {
    Settings settings = house.settings();
    return new Tasks(
        taskStore(),
        house.clock(),
        sources(),
        new Subscriber(
            "tasks",
            settings.get("relance.task.webhook"),
            settings.get("relance.task.secret"),
            List.of()),
        settings.get("relance.task.assignee"));
  }

  Drifting drifting() {
    return new Drifting(drifts(), alerts, sources());
  }

  /** Where ERPs carry other markers than those they were told. */
  public DriftStore drifts() {
    return new DriftStore(house.database(), house.clock());
  }

  Outcomes outcomes() {
    return new Outcomes(taskStore(), alerts, house.clock(), sources());
  }

  Alarms alarms() {
    Settings settings = house.settings();
    return new Alarms(
        house.clock(),
        alerts,
        new Alarms.Settings(
            settings.get("relance.alert.to"),
            settings.get("relance.mail.from"),
            settings.get("relance.alert.webhook")));
  }

  EventStore eventStore() {
    return new EventStore(
        house.database(),
        journal,
        house.clock(),
        house.settings().number("relance.events.keep.hours"));
  }

  Events events() {
    return new Events(
        eventStore(), alerts, house.clock(), house.settings().get("relance.name"), subscribers());
  }

  /** From now on exactly the subscribers of the settings are told what happens. */
  void followSubscribers() {
    eventStore()
        .follow(
            subscribers().stream().collect(Collectors.toMap(Subscriber::name, Subscriber::types)));
  }

  private List<Subscriber> subscribers() {
    Settings settings = house.settings();
    return settings.subscribers().stream()
        .map(name -> subscriber(name, settings.subscriber(name)))
        .toList();
  }

  private static Subscriber subscriber(String name, Map<String, String> given) {
    return new Subscriber(name, given.get("url"), given.get("secret"), Deployments.list(given.get("types")));
  }

  Hooks hooks() {
    return new Hooks(
        new HintStore(house.database(), house.clock()),
        house.settings().get("relance.hooks.token"),
        sources());
  }

  /** Openings and clicks of tracked e-mails; without an address of the door nobody's are noted. */
  Tracking tracking() {
    Settings settings = house.settings();
    boolean on = settings.find("relance.tracking.url").isPresent();
    TraceStore traces =
        new TraceStore(
            house.database(),
            house.clock(),
            on ? settings.get("relance.tracking.consent") : "",
            Duration.ofDays(settings.number("relance.tracking.keep.days")));
    return new Tracking(traces, () -> outward().hubId().toString());
  }

  /** How each channel's gateway reports what became of messages. */
  Callbacks callbacks(Deliveries deliveries, SmsAnswers answers) {
    Settings settings = house.settings();
    return new Callbacks(
        deliveries,
        answers,
        settings.get("relance.receipts.token"),
        channels().keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> dialect(settings.receipts(name)))));
  }

  private static Callbacks.Dialect dialect(Map<String, String> given) {
    Map<String, Deliveries.Status> words = new HashMap<>();
    for (Deliveries.Status status : Deliveries.Status.values()) {
      Deployments.list(given.get(status.text()).toLowerCase(Locale.ROOT))
          .forEach(word -> words.put(word, status));
    }
    return new Callbacks.Dialect(
        given.get("id"),
        given.get("status"),
        given.get("detail"),
        words,
        new Callbacks.Answer(given.get("from"), given.get("text"), given.get("message")));
  }

  Map<String, String> connectors() {
    return sources().stream().collect(Collectors.toMap(Source::name, Source::connector));
  }

  List<Source> sources() {
    return new Deployments(
            house.settings(), ConnectorFiles.read(house.home().connectors()).connectors())
        .list();
  }
}
