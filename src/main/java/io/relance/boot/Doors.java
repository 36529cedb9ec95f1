package io.relance.boot;

import io.relance.flow.Alarms;
import io.relance.flow.Callbacks;
import io.relance.flow.Deliveries;
import io.relance.flow.Events;
import io.relance.flow.Hooks;
import io.relance.flow.SmsAnswers;
import io.relance.flow.Tracking;
import io.relance.outbox.Subscriber;
import io.relance.settings.Settings;
import io.relance.store.EventStore;
import io.relance.store.HintStore;
import io.relance.store.TraceStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Who is told outside, and who may knock: events, alerts, hooks, gateways, readers. */
record Doors(House house, Rooms rooms) {

  Alarms alarms() {
    Settings settings = house.settings();
    return new Alarms(
        house.clock(),
        rooms.alerts(),
        new Alarms.Settings(
            settings.get("relance.alert.to"),
            settings.get("relance.mail.from"),
            settings.get("relance.alert.webhook")));
  }

  EventStore eventStore() {
    return new EventStore(
        house.database(),
        rooms.journal(),
        house.clock(),
        house.settings().number("relance.events.keep.hours"));
  }

  Events events() {
    return new Events(
        eventStore(),
        rooms.alerts(),
        house.clock(),
        house.settings().get("relance.name"),
        subscribers());
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
    return new Subscriber(
        name, given.get("url"), given.get("secret"), Deployments.list(given.get("types")));
  }

  Hooks hooks() {
    return new Hooks(
        new HintStore(house.database(), house.clock()),
        house.settings().get("relance.hooks.token"),
        rooms.sources());
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
    return new Tracking(traces, () -> rooms.outward().hubId().toString());
  }

  /** How each channel's gateway reports what became of messages. */
  Callbacks callbacks(Deliveries deliveries, SmsAnswers answers) {
    Settings settings = house.settings();
    return new Callbacks(
        deliveries,
        answers,
        settings.get("relance.receipts.token"),
        rooms.channels().keySet().stream()
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
}
