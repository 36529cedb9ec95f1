package io.relance.boot;

import io.relance.flow.Deliveries;
import io.relance.flow.Smpp;
import io.relance.flow.SmppIds;
import io.relance.flow.SmppReading;
import io.relance.flow.SmppReports;
import io.relance.flow.SmsAnswers;
import io.relance.settings.Settings;
import io.relance.store.AlertStore;
import org.apache.camel.main.Main;

/** The beans of the channel smpp and of what comes back by it. */
final class SmsCentre {
  private SmsCentre() {}

  static void bind(
      Main main, House house, Deliveries deliveries, SmsAnswers answers, AlertStore alerts) {
    Settings settings = house.settings();
    SmppIds ids = new SmppIds(settings.get("relance.smpp.ids").equals("hex"));
    main.bind("smpp", new Smpp(settings.get("relance.smpp.host"), ids));
    main.bind("smppReading", new SmppReading());
    main.bind("smppReports", new SmppReports(deliveries, answers, alerts, house.clock(), ids));
  }
}
