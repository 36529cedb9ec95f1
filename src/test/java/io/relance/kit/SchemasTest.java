package io.relance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.ledger.Field;
import io.relance.ledger.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published schemas say what the ledger takes, field by field; they and it cannot part. */
class SchemasTest {
  private static final Path FOLDER = Path.of("connectors/schema");

  @ParameterizedTest
  @EnumSource
  void eachRecordTypeIsPublishedFieldByField(RecordType type) throws IOException {
    JsonNode schema = schema(type.text());
    List<String> published = new ArrayList<>();
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> published.add(said(property.getKey(), property.getValue(), schema)));
    assertThat(published)
        .containsExactlyElementsOf(type.fields().stream().map(SchemasTest::said).toList());
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsDescribed(RecordType type) throws IOException {
    JsonNode schema = schema(type.text());
    assertThat(schema.path("description").asText()).isNotBlank();
    assertThat(schema.path("properties"))
        .allSatisfy(field -> assertThat(field.path("description").asText()).isNotBlank());
  }

  @Test
  void theCloseAndTheProbeArePublishedToo() throws IOException {
    Schemas schemas = Schemas.in(FOLDER);
    JsonNode close =
        Http.JSON.readTree(
            """
            {"cursor": "7", "mark": "2026-11-20", "identity": "acme", "clock": "2026-11-20T10:00:00Z",
             "items": 3, "totals": {"EUR": "-12.50"}, "asOf": "2026-11-19T00:00:00Z", "unchanged": false}
            """);
    JsonNode probe =
        Http.JSON.readTree(
            """
            {"version": "8.1", "companies": [{"key": "1", "name": "Acme"}, "2"], "ownDunning": null,
             "problems": [{"what": "the user sees its own invoices only", "remedy": "grant X"}]}
            """);
    assertThat(schemas.faults("close", close)).isEmpty();
    assertThat(schemas.faults("probe", probe)).isEmpty();
    assertThat(schemas.faults("close", Http.JSON.readTree("{\"item\": 3, \"clock\": \"noon\"}")))
        .hasSize(2);
    assertThat(schemas.faults("probe", Http.JSON.readTree("{}"))).hasSize(1);
  }

  @Test
  void whatTheLedgerWouldRefuseIsNotValid() throws IOException {
    JsonNode item =
        Http.JSON.readTree(
            """
            {"key": "1", "debtor": "", "currency": "EURO", "kind": "bill", "due": "2026-02-30",
             "original": "12,50", "open": true, "colour": "red"}
            """);
    assertThat(String.join("\n", Schemas.in(FOLDER).faults("item", item)))
        .contains("/debtor", "/currency", "/kind", "/due", "/original", "/open", "colour");
    assertThat(Schemas.in(FOLDER).faults("colour", item)).hasSize(1);
  }

  private static JsonNode schema(String name) throws IOException {
    return Http.JSON.readTree(FOLDER.resolve(name + ".schema.json").toFile());
  }

  private static String said(Field field) {
    String kind = field.kind().name();
    return "%s %s%s%s"
        .formatted(
            field.name(),
            // an absent flag is false, an absent maybe is not known: both are true, false or absent
            kind.equals("MAYBE") ? "FLAG" : kind,
            field.required() ? " required" : "",
            field.choices().isEmpty() ? "" : " " + new TreeSet<>(field.choices()));
  }

  private static String said(String name, JsonNode property, JsonNode schema) {
    TreeSet<String> choices = new TreeSet<>();
    property.path("enum").forEach(choice -> choices.add(choice.asText()));
    choices.remove("null");
    boolean listed = texts(schema.path("required")).contains(name);
    boolean nullable = texts(property.path("type")).contains("null");
    return "%s %s%s%s"
        .formatted(
            name,
            kind(property),
            listed && !nullable ? " required" : listed == nullable ? " UNCLEAR" : "",
            choices.isEmpty() ? "" : " " + choices);
  }

  private static String kind(JsonNode property) {
    List<String> types = texts(property.path("type"));
    String pattern = property.path("pattern").asText();
    if (property.has("enum")) {
      return "CHOICE";
    }
    if (types.contains("array")) {
      return "TEXTS";
    }
    if (types.contains("boolean")) {
      return "FLAG";
    }
    if (types.contains("integer")) {
      return "NUMBER";
    }
    if (types.contains("number")) {
      return "MONEY";
    }
    return switch (pattern) {
      case "^[A-Za-z]{2}$" -> "CODE";
      case "^[A-Z]{3}$" -> "CURRENCY";
      case "" -> property.path("format").asText().equals("date") ? "DATE" : "TEXT";
      default -> "ZONE";
    };
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
