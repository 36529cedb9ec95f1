package io.relance.kit;

import io.relance.settings.Connector;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Mistakes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Tries the connectors of one folder without a hub.
 *
 * @param connectors the folder that holds one folder for each connector
 * @param clock ticks for the beans that ask for one
 */
public record Kit(Path connectors, Schemas schemas, Clock clock) {

  /** The connectors there; a folder with broken kamelets is refused with all its mistakes. */
  public List<Connector> list() {
    ConnectorFiles files = ConnectorFiles.read(connectors);
    Mistakes.throwIfAny(files.mistakes());
    return List.copyOf(files.connectors().values());
  }

  /**
   * The connector of that name.
   *
   * @throws NoSuchElementException when there is none; its message is for people
   */
  public Connector get(String name) {
    List<Connector> all = list();
    return all.stream()
        .filter(connector -> connector.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "there is no connector '%s' in %s; there are %s"
                        .formatted(name, connectors, all.stream().map(Connector::name).toList())));
  }

  /** Each of its samples, to be held against the laws; empty when it has none. */
  public List<Trial> trials(Connector connector) {
    Path folder = connectors.resolve(connector.name());
    return Sample.of(folder).stream()
        .map(sample -> new Trial(connector, folder, sample, schemas, clock))
        .toList();
  }

  /**
   * What a real system looks like. Reads only, and settles nothing.
   *
   * @param source its name, and its parameters without prefix
   * @param beans what its kamelets find in the registry besides the clock
   * @throws Unread when it cannot be read
   */
  public Look look(
      Connector connector,
      Map.Entry<String, Map<String, String>> source,
      String company,
      LocalDate today,
      Map<String, Object> beans) {
    Path folder = connectors.resolve(connector.name());
    Look look = new Look(schemas);
    Stage.Scene scene =
        new Stage.Scene(source.getKey(), connector, folder, source.getValue(), today, beans);
    try (Stage stage = Stage.of(scene)) {
      stage.sweep(company, look);
      return look;
    } catch (Exception e) {
      throw new Unread(Law.reason(e), e);
    }
  }
}
