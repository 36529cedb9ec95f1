package io.relance.boot;

import io.relance.flow.JsonGateway;
import io.relance.flow.Kannel;
import io.relance.outbox.Channel;
import io.relance.settings.Settings;
import org.apache.camel.main.Main;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

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

  /**
   * Kept connections, each looked at before it is used: one that a restarted gateway has closed
   * would make its message uncertain. How many are used is for the channels' senders to say.
   */
  static PoolingHttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnPerRoute(Channel.MOST_SENDERS)
        .setMaxConnTotal(2 * Channel.MOST_SENDERS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(5))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .build();
  }

  /** Where Kannel finds our door; empty when nobody may knock there. */
  private String reports() {
    String url = settings.get("relance.receipts.url");
    String token = settings.get("relance.receipts.token");
    return url.isEmpty() ? "" : url + "/receipts/sms?token=" + token;
  }
}
