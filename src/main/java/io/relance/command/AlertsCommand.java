package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.store.AlertStore.Alert;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a person must see. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = {
      "List what a person must see: answers that wait, addresses that bounced, messages in doubt, an ERP or a channel that"
          + " is down; each with what to do.",
      "An alert goes when its cause is gone. Changes nothing; works beside a running hub."
    })
public final class AlertsCommand extends HomeCommand {
  @Mixin private final AsJson json = new AsJson();

  public AlertsCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      List<Alert> all = Rooms.of(house).alerts().list();
      if (json.wanted) {
        Json.print(out(), all);
      } else if (all.isEmpty()) {
        out().println("Nothing: no alert stands.");
      } else {
        all.forEach(this::tell);
      }
      return 0;
    } finally {
      out().flush();
    }
  }

  private void tell(Alert one) {
    out()
        .printf(
            "%s %s, since %s%s%n    %s%n",
            one.kind(),
            one.subject(),
            SettleCommand.minute(one.since()) + " UTC",
            one.times() == 1
                ? ""
                : ", %d times, last %s"
                    .formatted(one.times(), SettleCommand.minute(one.lastSeen())),
            one.message());
  }
}
