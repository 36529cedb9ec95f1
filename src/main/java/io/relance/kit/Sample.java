package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a system answered once, and the ledger it must become: a connector's folder sample/, or
 * sample-ANYTHING/ for another version of the same ERP.
 *
 * @param parameters of the source, without prefix; {@code {{sample}}} stands for the player's
 *     address
 * @param companies the ERP's keys, read in turn
 * @param ledger the canonical records by type, {@code items} and {@code totals}
 */
public record Sample(
    Path folder,
    Map<String, String> parameters,
    List<String> companies,
    LocalDate today,
    JsonNode ledger) {
  /** Stands for the player's address in parameters, answers and ledger. */
  static final String ADDRESS = "{{sample}}";

  private static final String SETTINGS = "source.properties";

  /** All samples of a connector, in the order of their names; empty when it has none. */
  public static List<Sample> of(Path connector) {
    try (Stream<Path> folders = Files.list(connector)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("sample(-.+)?"))
          .filter(folder -> Files.isRegularFile(folder.resolve(SETTINGS)))
          .sorted()
          .map(Sample::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path folder) {
    Map<String, String> parameters = settings(folder.resolve(SETTINGS));
    String companies = taken(parameters, "companies", folder);
    LocalDate today = LocalDate.parse(taken(parameters, "today", folder));
    return new Sample(
        folder,
        parameters,
        Arrays.stream(companies.split(",")).map(String::strip).toList(),
        today,
        ledger(folder.resolve("ledger.json")));
  }

  private static String taken(Map<String, String> parameters, String name, Path folder) {
    String value = parameters.remove(name);
    if (value == null) {
      throw new IllegalArgumentException(folder.resolve(SETTINGS) + " lacks " + name + "=…");
    }
    return value.strip();
  }

  private static Map<String, String> settings(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    return settings;
  }

  private static JsonNode ledger(Path file) {
    try {
      return Http.JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What plays it: its answers over HTTP, its database, or its files. */
  Player player() throws Exception {
    if (Files.exists(folder.resolve("answers.json"))) {
      return HttpPlayer.of(folder.resolve("answers.json"));
    }
    if (Files.exists(folder.resolve("database.sql"))) {
      String user = parameters.getOrDefault("user", "sa");
      String password = parameters.getOrDefault("password", "");
      return SqlPlayer.of(folder.resolve("database.sql"), user, password);
    }
    if (Files.isDirectory(folder.resolve("files"))) {
      return FilePlayer.of(folder.resolve("files"));
    }
    throw new IllegalArgumentException(
        folder + " holds neither answers.json nor database.sql nor files/");
  }
}
