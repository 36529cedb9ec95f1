package io.relance.boot;

import io.relance.flow.Contacts;
import io.relance.flow.Drifting;
import io.relance.flow.Intake;
import io.relance.flow.NextLevel;
import io.relance.flow.Outcomes;
import io.relance.flow.Tasks;
import io.relance.flow.Telling;
import io.relance.ledger.Guards;
import io.relance.ledger.Source;
import io.relance.outbox.Subscriber;
import io.relance.settings.Settings;
import io.relance.store.ContactStore;
import io.relance.store.LedgerStore;
import io.relance.store.PaperStore;
import io.relance.store.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the hub and the ERPs say to each other: pulls, write-backs, tasks, drift. */
record Erps(House house, Rooms rooms) {

  /** The connector of each source, by the source's name. */
  Map<String, String> connectors() {
    return rooms.sources().stream().collect(Collectors.toMap(Source::name, Source::connector));
  }

  Intake intake() {
    return new Intake(
        new LedgerStore(house.database(), guards(house.settings())),
        rooms.outward(),
        rooms.alerts(),
        house.clock(),
        rooms.sources());
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

  Telling telling() {
    return new Telling(
        rooms.writebacks(),
        rooms.alerts(),
        house.home().templates(),
        rooms.sources().stream().collect(Collectors.toMap(Source::name, this::teller)),
        new NextLevel(rooms.policies().list()));
  }

  private Telling.Teller teller(Source source) {
    Map<String, String> given = house.settings().source(source.name());
    return new Telling.Teller(
        source.connector(),
        source.can(Source.Ability.NOTES),
        Deployments.number(given, "writebacksPerMinute", 0));
  }

  private TaskStore taskStore() {
    return new TaskStore(house.database(), rooms.journal(), rooms.holds(), house.clock());
  }

  Tasks tasks() {
    Settings settings = house.settings();
    return new Tasks(
        taskStore(),
        house.clock(),
        rooms.sources(),
        new Subscriber(
            "tasks",
            settings.get("relance.task.webhook"),
            settings.get("relance.task.secret"),
            List.of()),
        settings.get("relance.task.assignee"));
  }

  /** Somebody takes tasks of these sources: their ERP, or the webhook for all. */
  Contacts contacts() {
    Settings settings = house.settings();
    boolean webhook = settings.find("relance.task.webhook").isPresent();
    return new Contacts(
        new ContactStore(house.database(), rooms.journal(), house.clock()),
        new PaperStore(house.database()),
        rooms.templates(),
        rooms.alerts(),
        new Contacts.Taking(
            rooms.sources().stream()
                .filter(source -> webhook || source.can(Source.Ability.TASK))
                .collect(Collectors.toMap(Source::name, Source::connector)),
            settings.number("relance.task.contacts")));
  }

  Drifting drifting() {
    return new Drifting(rooms.drifts(), rooms.alerts(), rooms.sources());
  }

  Outcomes outcomes() {
    return new Outcomes(taskStore(), rooms.alerts(), house.clock(), rooms.sources());
  }
}
