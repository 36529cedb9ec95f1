package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.relance.connector.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The published schemas of connectors/schema: one for each record type, the close and the probe.
 */
public final class Schemas {
  private static final String ENDING = ".schema.json";

  private final Map<String, Schema> schemas = new TreeMap<>();

  private Schemas(SchemaRegistry registry, Stream<Path> files) {
    files
        .filter(file -> file.toString().endsWith(ENDING))
        .forEach(file -> schemas.put(name(file), registry.getSchema(read(file))));
  }

  /** Those of that folder, for example {@code connectors/schema}. */
  public static Schemas in(Path folder) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    try (Stream<Path> files = Files.list(folder)) {
      return new Schemas(registry, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(ENDING, "");
  }

  private static JsonNode read(Path file) {
    try {
      return Http.JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong with it, each with its place; empty when it is valid.
   *
   * @param name a record type, {@code close} or {@code probe}
   */
  public List<String> faults(String name, JsonNode value) {
    Schema schema = schemas.get(name);
    if (schema == null) {
      return List.of("'" + name + "' is none of " + schemas.keySet());
    }
    return schema.validate(value).stream()
        .map(error -> (error.getInstanceLocation() + " " + error.getMessage()).strip())
        .sorted()
        .toList();
  }
}
