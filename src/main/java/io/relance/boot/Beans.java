package io.relance.boot;

import io.relance.connector.Grants;
import io.relance.flow.Deliveries;
import io.relance.flow.Intake;
import io.relance.flow.PooledMailSender;
import io.relance.flow.PrintFolder;
import io.relance.flow.SmsAnswers;
import io.relance.flow.Tracking;
import io.relance.flow.WriteBack;
import io.relance.store.GrantStore;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.main.Main;

/** The beans that routes and connectors name; what holds connections is closed with the hub. */
final class Beans implements AutoCloseable {
  private final House house;
  private final Rooms rooms;
  private final String node;
  private final Deque<AutoCloseable> held = new ArrayDeque<>();

  Beans(House house, Rooms rooms, String node) {
    this.house = house;
    this.rooms = rooms;
    this.node = node;
  }

  void bind(Main main) {
    Barred.bind(main);
    main.bind("clock", house.clock());
    main.bind("database", house.database());
    main.bind("dataSource", house.database().dataSource());
    main.bind("node", node);
    main.bind("alerts", rooms.alerts());
    Erps erps = rooms.erps();
    Doors doors = rooms.doors();
    Intake intake = erps.intake();
    WriteBack writeBack = rooms.writeBack();
    Sending sending = new Sending(house, rooms, node);
    main.bind("intake", intake);
    main.bind("dunning", rooms.dunning());
    main.bind("merging", rooms.merging());
    main.bind("writeBack", writeBack);
    main.bind("telling", erps.telling());
    main.bind("tasks", erps.tasks());
    main.bind("outcomes", erps.outcomes());
    main.bind("contacts", erps.contacts());
    main.bind("drifting", erps.drifting());
    main.bind("alarms", doors.alarms());
    main.bind("rereading", sending.rereading(intake));
    main.bind("documents", sending.documents(intake));
    main.bind("courier", sending.courier(writeBack));
    Deliveries deliveries = sending.deliveries(writeBack);
    main.bind("deliveries", deliveries);
    SmsAnswers answers = sending.smsAnswers();
    main.bind("smsAnswers", answers);
    SmsCentre.bind(main, house, deliveries, answers, rooms.alerts());
    main.bind("callbacks", doors.callbacks(deliveries, answers));
    PrintFolder printFolder = sending.printFolder();
    main.bind("printFolder", printFolder);
    main.bind("binder", sending.binder(printFolder));
    main.bind("mailHouse", sending.mailHouse());
    new Gateways(house.settings()).bind(main);
    main.bind("gatewayConnections", hold(Gateways.connections()));
    main.bind("reaper", sending.reaper());
    Grants grants = new GrantStore(house.database(), house.clock());
    main.bind("grants", grants);
    Relays relays = house.relays();
    String box = "relance.replies";
    main.bind(
        "replies", sending.replies(writeBack, relays.protection(box), relays.login(box, grants)));
    main.bind("events", doors.events());
    main.bind("hooks", doors.hooks());
    main.bind("tracking", doors.tracking());
    main.bind("trackingHeaders", Tracking.headers());
    main.bind("freemarker", rooms.templates().configuration());
    main.bind("mailSender", hold(new PooledMailSender(relays.relay(grants))));
  }

  String node() {
    return node;
  }

  /** Closes it with the hub. */
  <T extends AutoCloseable> T hold(T bean) {
    held.push(bean);
    return bean;
  }

  @Override
  public void close() {
    for (AutoCloseable bean : held) {
      try {
        bean.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not close " + bean, e);
      }
    }
  }
}
