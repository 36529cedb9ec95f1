package io.relance.boot;

import io.relance.flow.Rereading;
import io.relance.jmx.HubMbeans;
import io.relance.outbox.Channel;
import io.relance.policy.Policies;
import io.relance.settings.ChannelFiles;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Merges;
import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.relance.settings.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.ThreadPoolProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A house brought to life: Camel Main with our beans, then every connector and route file, each on
 * its own.
 */
public final class Hub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  private final ScheduledExecutorService remembering =
      Executors.newSingleThreadScheduledExecutor(Hub::daemon);
  private final Main main;
  private final Beans beans;
  private final List<Mistake> refused;

  private Hub(Main main, Beans beans, List<Mistake> refused) {
    this.main = main;
    this.beans = beans;
    this.refused = refused;
  }

  /**
   * Starts the routes. Files that are refused are listed in {@link #refused()} and logged; the
   * others run.
   *
   * @param node this process's name among those that share the database
   * @throws io.relance.settings.Mistakes when settings or policies are wrong: then nothing runs
   */
  public static Hub start(House house, String node) {
    Rooms rooms = Rooms.of(house);
    house.recognise();
    rooms.followSharing();
    Mistakes.throwIfAny(new Merges(house.settings()).mistakes()); // a slip must take nobody apart
    rooms.merging().matchAll();
    rooms.doors().followSubscribers();
    return open(house, rooms, node, true);
  }

  /**
   * Loads everything and starts no route: nothing is polled, pulled or sent. Connectors can still
   * be asked through their kamelets. Policies are not needed for that, and may be broken.
   */
  static Hub inspect(House house) {
    ChannelFiles.Found channels = ChannelFiles.read(house.home().routes());
    return open(house, new Rooms(house, channels, Policies.of(List.of())), "check", false);
  }

  private static Hub open(House house, Rooms rooms, String node, boolean running) {
    ConnectorFiles files = rooms.connectorFiles();
    Sources sources = new Sources(house.settings(), files.connectors());
    List<Mistake> refused = new ArrayList<>(files.mistakes());
    refused.addAll(rooms.channelFiles().mistakes());
    refused.addAll(sources.mistakes());
    refused.addAll(new Merges(house.settings()).mistakes());
    refused.forEach(mistake -> LOG.error("Refused: {}", mistake));

    Main main = new Main();
    // whoever started the hub stops it, and the database after it
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setInitialProperties(properties(house, sources, node, running));
    Beans beans = new Beans(house, rooms, node);
    Hub hub = new Hub(main, beans, refused);
    try {
      beans.bind(main);
      Door.of(house.settings(), running).hang(main);
      main.start();
      hub.load(house, rooms, sources, running);
      return hub;
    } catch (RuntimeException e) {
      hub.close();
      throw e;
    }
  }

  private void load(House house, Rooms rooms, Sources sources, boolean running) {
    rooms.channels().values().forEach(this::hire);
    RouteFiles routes = new RouteFiles(context(), house.home(), sources::masked, running);
    Runnable kamelets = () -> rooms.sources().forEach(source -> Kamelets.make(context(), source));
    refused.addAll(routes.load(List.copyOf(refused), running ? kamelets : () -> {}));
    if (running) {
      Schedule schedule = new Schedule(context(), rooms.alerts(), rooms.journal(), house.clock());
      context().getRegistry().bind("schedule", schedule);
      HubMbeans mbeans = beans.hold(rooms.mbeans(schedule));
      mbeans.register(beans.node(), house.settings().sources());
      mbeans.registerSubscribers(rooms.doors().eventStore(), house.settings().subscribers());
      mbeans.registerAccounts(rooms.holds());
      schedule.start(routes.refusedIds());
      bean("rereading", Rereading.class).begin();
      remembering.scheduleAtFixedRate(house::remember, 1, 1, TimeUnit.MINUTES);
    }
  }

  /** The threads by which a channel's messages leave; kamelet:outbox names them. */
  private void hire(Channel channel) {
    ThreadPoolProfile senders = new ThreadPoolProfile("senders-" + channel.name());
    senders.setPoolSize(channel.senders());
    senders.setMaxPoolSize(channel.senders());
    context().getExecutorServiceManager().registerThreadPoolProfile(senders);
  }

  private static Properties properties(House house, Sources sources, String node, boolean running) {
    Properties properties = new Properties();
    properties.putAll(house.settings().all());
    properties.putAll(sources.kameletProperties());
    properties.putAll(
        running
            ? QuartzStore.settings(node, house.database().dataSource())
            : QuartzStore.nothing());
    properties.put("relance.node", node);
    properties.put("relance.home", house.home().root().toString());
    Map.of(
            "camel.main.name", house.settings().get("relance.name"),
            "camel.main.jmxEnabled", "true",
            "camel.main.jmxManagementRegisterRoutesCreateByKamelet", "true",
            "camel.main.jmxManagementStatisticsLevel", "Default",
            "camel.main.shutdownTimeout", "30",
            "camel.main.autoConfigurationLogSummary", "false",
            "camel.main.startupSummaryLevel", "Off",
            "camel.component.sql.dataSource", "#bean:dataSource",
            // the library by itself posts again what was answered 429 or 503: that is ours to
            // decide
            "camel.component.http.automaticRetriesDisabled", "true",
            "camel.component.https.automaticRetriesDisabled", "true")
        .forEach(properties::putIfAbsent);
    return properties;
  }

  /** Files and parameters that were left out, each with its remedy; empty when all is well. */
  public List<Mistake> refused() {
    return refused;
  }

  public CamelContext context() {
    return main.getCamelContext();
  }

  /** A bean of the hub by its name in the registry. */
  public <T> T bean(String name, Class<T> type) {
    return context().getRegistry().lookupByNameAndType(name, type);
  }

  /** Stops gracefully: what is in flight is finished first. */
  @Override
  public void close() {
    remembering.shutdown();
    main.stop();
    beans.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "relance-memory");
    thread.setDaemon(true);
    return thread;
  }
}
