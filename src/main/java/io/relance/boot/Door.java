package io.relance.boot;

import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.relance.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.main.Main;

/**
 * The hub's HTTP door, relance.hooks.*: Camel Main's embedded server, or a wall where it would be.
 *
 * @param port 0 = closed
 */
record Door(Settings settings, String host, int port) {
  /** What a hint may weigh; nobody reads it. */
  private static final int MOST_BYTES = 65_536;

  /** Closed when no port is set, and while somebody only looks. */
  static Door of(Settings settings, boolean running) {
    return new Door(
        settings,
        settings.get("relance.hooks.host"),
        running ? settings.number("relance.hooks.port") : 0);
  }

  /**
   * Before the hub starts.
   *
   * @throws Mistakes when the port is taken
   */
  void hang(Main main) {
    if (port == 0) {
      main.bind("platform-http", new Closed());
      return;
    }
    mustBeFree();
    main.addInitialProperty("camel.server.enabled", "true");
    main.addInitialProperty("camel.server.host", host);
    main.addInitialProperty("camel.server.port", String.valueOf(port));
    main.addInitialProperty("camel.server.maxBodySize", String.valueOf(MOST_BYTES));
  }

  private void mustBeFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new Mistakes(List.of(taken(e)));
    }
  }

  private Mistake taken(IOException e) {
    return settings.mistake(
        "relance.hooks.port",
        "the hub cannot listen at %s:%d (relance.hooks.*): %s"
            .formatted(host, port, e.getMessage()),
        "name a free port and an address of this machine; two nodes on one machine need two");
  }
}
