package io.relance.kit;

import io.relance.connector.Grants;
import io.relance.settings.Connector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connector with one of its samples, to be held against the laws.
 *
 * @param folder of the connector
 * @param clock ticks for the beans that ask for one
 */
public record Trial(Connector connector, Path folder, Sample sample, Schemas schemas, Clock clock) {

  /** The sample's player and the connector's kamelets, ready. */
  final class Play implements AutoCloseable {
    private final Player player;
    private Stage stage;

    private Play() throws Exception {
      player = sample.player();
      stage = set();
    }

    private Stage set() throws Exception {
      Map<String, Object> beans = Map.of("clock", then(), "grants", Grants.passing());
      return Stage.of(
          new Stage.Scene("sample", connector, folder, parameters(player), sample.today(), beans));
    }

    Player player() {
      return player;
    }

    Stage stage() {
      return stage;
    }

    /** Sweeps the first company from the beginning, all going well. */
    Reading sweep() throws Exception {
      player.rewind();
      return read(company());
    }

    /** Sweeps it from the beginning; the hub takes only so many pages and then stops. */
    Reading sweep(int pages) throws Exception {
      player.rewind();
      Reading reading = new Reading(schemas);
      try {
        stage.sweep(company(), reading, pages);
      } catch (Exception e) {
        reading.failed(e);
      }
      return reading;
    }

    private Reading read(String company) {
      Reading reading = new Reading(schemas);
      try {
        stage.sweep(company, reading);
      } catch (Exception e) {
        reading.failed(e);
      }
      return reading;
    }

    /**
     * Sweeps it while this happens. What a connector asks once only (a session, a token) it asks
     * again on a stage set anew.
     */
    Reading sweep(Player.Mishap mishap) throws Exception {
      Reading reading = struck(mishap);
      if (!player.struck()) {
        stage.close();
        stage = set();
        reading = struck(mishap);
      }
      return reading;
    }

    private Reading struck(Player.Mishap mishap) throws Exception {
      player.rewind();
      mishap.strikes().now();
      Reading reading = read(company());
      if (player.endless()) {
        throw new Law.Broken(mishap.what() + ", and it asks for ever");
      }
      return reading;
    }

    /** Sweeps every company. */
    List<Reading> sweepAll() throws Exception {
      player.rewind();
      List<Reading> readings = new ArrayList<>();
      for (String company : sample.companies()) {
        readings.add(read(company));
      }
      return readings;
    }

    /** What nobody recorded an answer for, as a remark; empty when there was nothing. */
    String missing() {
      List<String> unanswered = player.unanswered();
      return unanswered.isEmpty()
          ? ""
          : "; the sample has no answer to " + unanswered.get(unanswered.size() - 1);
    }

    @Override
    public void close() {
      stage.close();
      player.close();
    }
  }

  /** Opens the play anew. */
  Play play() throws Exception {
    return new Play();
  }

  /** Ticks as our clock does; its day is the sample's. */
  private Clock then() {
    Instant noon = sample.today().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    return Clock.offset(clock, Duration.between(clock.instant(), noon));
  }

  String company() {
    return sample.companies().get(0);
  }

  private Map<String, String> parameters(Player player) {
    Map<String, String> parameters = new TreeMap<>();
    sample
        .parameters()
        .forEach((n, value) -> parameters.put(n, value.replace(Sample.ADDRESS, player.address())));
    return parameters;
  }

  /** A sweep that goes well; the others are compared with it. */
  static Reading good(Play play) throws Exception {
    Reading reading = play.sweep();
    reading
        .failure()
        .ifPresent(
            e -> {
              throw new Law.Broken("a sweep without mishap: " + reading.ending() + play.missing());
            });
    return reading;
  }
}
