package io.relance.boot;

import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.flow.Merging;
import io.relance.flow.Posting;
import io.relance.flow.Settling;
import io.relance.flow.Timing;
import io.relance.flow.WriteBack;
import io.relance.jmx.HubMbeans;
import io.relance.jmx.Schedules;
import io.relance.ledger.Creditor;
import io.relance.ledger.Source;
import io.relance.notice.Templates;
import io.relance.outbox.Channel;
import io.relance.outbox.Sharing;
import io.relance.policy.Policies;
import io.relance.policy.Reaches;
import io.relance.press.Press;
import io.relance.settings.ChannelFiles;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Merges;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.DriftStore;
import io.relance.store.FiguresStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.PauseStore;
import io.relance.store.RunStore;
import io.relance.store.UncertainStore;
import io.relance.store.UnreachableStore;
import io.relance.store.WaitStore;
import io.relance.store.WritebackStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every room of a house, wired by hand, one line each; no Camel in it, so that commands use the
 * same beans as routes do. What speaks with ERPs stands in {@link Erps}, what with others outside
 * in {@link Doors}, what sends in {@link Sending}.
 */
public final class Rooms {
  private final House house;
  private final Policies policies;
  private final Templates templates;
  private final AlertStore alerts;
  private final JournalStore journal;
  private final WritebackStore writebacks;
  private final ChannelFiles.Found channelFiles;
  private @Nullable ConnectorFiles connectorFiles;

  /**
   * The rooms of an opened house, its policies read.
   *
   * @throws io.relance.settings.Mistakes when a policy is wrong
   */
  public static Rooms of(House house) {
    ChannelFiles.Found channels = ChannelFiles.read(house.home().routes());
    return new Rooms(
        house, channels, PolicyFiles.read(house.home().policies(), channels.channels()));
  }

  /** What its routes say of channels, as it stood on the disk when the rooms were opened. */
  ChannelFiles.Found channelFiles() {
    return channelFiles;
  }

  /** The channels of its routes, by name. */
  Map<String, Channel> channels() {
    return channelFiles.channels();
  }

  Rooms(House house, ChannelFiles.Found channelFiles, Policies policies) {
    Database database = house.database();
    Clock clock = house.clock();
    this.house = house;
    this.channelFiles = channelFiles;
    this.policies = policies;
    this.templates = Templates.in(house.home().templates());
    this.alerts = new AlertStore(database, clock);
    this.journal = new JournalStore(database);
    this.writebacks = new WritebackStore(database, journal, clock);
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
    Set<String> byPost =
        channels().values().stream()
            .filter(channel -> channel.reaches() == Reaches.POST)
            .map(Channel::name)
            .collect(Collectors.toSet());
    return new Posting(house.database(), journal, house.clock(), byPost);
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

  WritebackStore writebacks() {
    return writebacks;
  }

  WriteBack writeBack() {
    return new WriteBack(writebacks, policies.list());
  }

  /** Where ERPs carry other markers than those they were told. */
  public DriftStore drifts() {
    return new DriftStore(house.database(), house.clock());
  }

  /** What the hub and the ERPs say to each other. */
  Erps erps() {
    return new Erps(house, this);
  }

  /** Who is told outside, and who may knock. */
  Doors doors() {
    return new Doors(house, this);
  }

  List<Source> sources() {
    return new Deployments(house.settings(), connectorFiles().connectors()).list();
  }

  /** What connectors say of themselves, as it stood on the disk when it was first asked for. */
  synchronized ConnectorFiles connectorFiles() {
    if (connectorFiles == null) {
      connectorFiles = ConnectorFiles.read(house.home().connectors());
    }
    return connectorFiles;
  }
}
