package io.relance.boot;

import io.relance.flow.JsonGateway;
import io.relance.flow.Kannel;
import io.relance.settings.Settings;
import org.apache.camel.main.Main;

/** The beans of the routes that hand SMS to a gateway. */
record Gateways(Settings settings) {

  void bind(Main main) {
    String from = settings.get("relance.sms.from");
    Kannel.Account account =
        new Kannel.Account(
            settings.get("relance.sms.user"), settings.get("relance.sms.password"), from);
    main.bind("kannel", new Kannel(account, reports()));
    main.bind(
        "jsonGateway",
        new JsonGateway(from, settings.get("relance.sms.auth"), settings.get("relance.sms.id")));
  }

  /** Where Kannel finds our door; empty when nobody may knock there. */
  private String reports() {
    String url = settings.get("relance.receipts.url");
    String token = settings.get("relance.receipts.token");
    return url.isEmpty() ? "" : url + "/receipts/sms?token=" + token;
  }
}
