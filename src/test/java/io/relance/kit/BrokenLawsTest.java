package io.relance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A connector that breaks one law on purpose is caught by that law, and by no other. */
class BrokenLawsTest {
  private static final String JSLT = "jslt:file:{{relance.home:.}}/connectors/hanneton/";

  @TempDir Path root;

  /** What is done to the tutorial's connector, by the law it breaks. */
  private interface Bend {
    void to(Path folder) throws IOException;
  }

  private static Map<String, Bend> bends() {
    Map<String, Bend> bends = new LinkedHashMap<>();
    bends.put("settings declared", in("sweep", "title: Page size, ", ""));
    bends.put("secrets typed", in("probe", ", format: password", ""));
    bends.put(
        "secrets unseen", in("sweep", "Property.company}\"}", "Property.company}?k={{apiKey}}\"}"));
    bends.put("sample becomes ledger", file("item.jslt", "\"status\": .state", "\"status\": null"));
    bends.put("records valid", BrokenLawsTest::colour);
    bends.put("proof holds", file("close.jslt", ".now", "\"noon\""));
    bends.put("probe answers", file("probe.jslt", "\"version\": .version", "\"version\": null"));
    bends.put("paging", BrokenLawsTest::onePage);
    bends.put("restart", BrokenLawsTest::swallowPages);
    bends.put("failing page", BrokenLawsTest::swallowFailures);
    bends.put("empty answer", BrokenLawsTest::countWhatCame);
    bends.put("duplicate page", BrokenLawsTest::forgetPages);
    bends.put("vanished items", BrokenLawsTest::rememberItems);
    bends.put(
        "schema drift",
        file("item.jslt", ".dueDate", "if (.dueDate) .dueDate else \"2026-12-31\""));
    bends.put("re-read by key", BrokenLawsTest::readOtherwise);
    bends.put(
        "idempotent write-back",
        in("writeback", "\"${body} == null\"", "\"${exchangeProperty.words} != null\""));
    bends.put("idempotent task", BrokenLawsTest::makeTasksUnlooked);
    bends.put("documents handed out", BrokenLawsTest::handOutAnything);
    return bends;
  }

  @Test
  void everyLawIsBrokenOnce() {
    assertThat(bends().keySet())
        .containsExactlyElementsOf(Laws.all().stream().map(Law::name).toList());
  }

  @TestFactory
  Stream<DynamicTest> eachIsCaughtByItsOwnLawAndNoOther() {
    return bends().entrySet().stream()
        .map(
            bend ->
                DynamicTest.dynamicTest(
                    bend.getKey(), () -> caught(bend.getKey(), bend.getValue())));
  }

  private void caught(String law, Bend bend) throws IOException {
    Path connectors = root.resolve(law.replaceAll("\\W", "-")).resolve("connectors");
    Files.createDirectories(connectors);
    Scaffold.make(connectors, "hanneton");
    bend.to(connectors.resolve("hanneton"));
    Schemas schemas = Schemas.in(Path.of("connectors/schema"));
    Kit kit = new Kit(connectors, schemas, Clock.systemUTC());
    Trial trial = kit.trials(kit.get("hanneton")).get(0);
    assertThat(Laws.all().stream().map(one -> one.judge(trial)).filter(Verdict::broken))
        .extracting(Verdict::law)
        .containsExactly(law);
  }

  // --- the bends

  private static Bend in(String action, String from, String to) {
    return file("hanneton-" + action + ".kamelet.yaml", from, to);
  }

  private static Bend file(String name, String from, String to) {
    return folder -> replace(folder, name, from, to);
  }

  private static void replace(Path folder, String name, String from, String to) throws IOException {
    String before = Files.readString(folder.resolve(name));
    assertThat(before).contains(from);
    Files.writeString(folder.resolve(name), before.replace(from, to));
  }

  /** A task action that never looks whether the task is there. */
  private static void makeTasksUnlooked(Path folder) throws IOException {
    String writeback = Files.readString(folder.resolve("hanneton-writeback.kamelet.yaml"));
    Files.writeString(
        folder.resolve("hanneton-task.kamelet.yaml"),
        writeback
            .replace("hanneton-writeback", "hanneton-task")
            .replace("\"${body} == null\"", "\"${exchangeProperty.words} != null\""));
  }

  /** A document action that has something of every document. */
  private static void handOutAnything(Path folder) throws IOException {
    String probe = Files.readString(folder.resolve("hanneton-probe.kamelet.yaml"));
    Files.writeString(
        folder.resolve("hanneton-document.kamelet.yaml"),
        probe.substring(0, probe.indexOf("      steps:")).replace("-probe", "-document")
            + """
                  steps:
                    - choice:
                        when:
                          - simple: "${exchangeProperty.documentKnown} == 'v1'"
                            steps: [{setBody: {constant: '{"version": "v1"}'}}]
                        otherwise:
                          steps:
                            - setBody: {constant: '{"name": "a.pdf", "type": "application/pdf", "version": "v1", "content": ""}'}
                    - bean: {beanType: io.relance.connector.Body, method: map}
            """);
  }

  /** A field that no schema knows, in what comes and in what is written down. */
  private static void colour(Path folder) throws IOException {
    replace(folder, "contact.jslt", "\"name\": .name", "\"name\": .name, \"colour\": \"red\"");
    replace(folder, "sample/ledger.json", "\"role\":", "\"colour\": \"red\", \"role\":");
  }

  /** The sample as a system with large pages gives it. */
  private static void onePage(Path folder) throws IOException {
    Path file = folder.resolve("sample/answers.json");
    ArrayNode script = (ArrayNode) Http.JSON.readTree(file.toFile());
    ObjectNode first = null;
    for (int i = 0; i < script.size(); i++) {
      JsonNode entry = script.get(i);
      if (entry.path("ask").path("path").asText().endsWith("open-items")) {
        if (first == null) {
          first = ((ObjectNode) entry.path("answer")).putNull("next");
        } else {
          ((ArrayNode) first.path("rows")).addAll((ArrayNode) entry.path("answer").path("rows"));
          script.remove(i--);
        }
      }
    }
    Files.writeString(file, script.toString());
  }

  /** Whatever the ledger says to a page, the sweep goes on. */
  private static void swallowPages(Path folder) throws IOException {
    replace(
        folder,
        "hanneton-sweep.kamelet.yaml",
        "- to: direct:ledger-page",
        "- " + swallowed("to: direct:ledger-page", "log: a page is lost"));
  }

  /** A failing question for quotes counts as none. */
  private static void swallowFailures(Path folder) throws IOException {
    String asked = "/quotes?size={{pageSize}}&after=${exchangeProperty.next}\"}\n              - ";
    replace(
        folder,
        "hanneton-sweep.kamelet.yaml",
        asked + "to: kamelet:hanneton-call",
        asked
            + swallowed(
                "to: kamelet:hanneton-call",
                "setBody: {constant: '{\"next\": null, \"rows\": []}'}"));
  }

  private static String swallowed(String step, String otherwise) {
    return "doTry: {steps: [{%s}], doCatch: [{exception: [java.lang.Exception], steps: [{%s}]}]}"
        .formatted(step, otherwise);
  }

  /** The proof is made of what came, not of what the system says. */
  private static void countWhatCame(Path folder) throws IOException {
    Files.writeString(folder.resolve("count.jslt"), "size(.rows) + number($headers.count)");
    Files.writeString(folder.resolve("close.jslt"), "{\"items\": number($headers.count)}");
    replace(folder, "sample/ledger.json", "{\"EUR\": \"1980.50\", \"GBP\": \"310.00\"}", "{}");
    String indent = "\n              ";
    replace(
        folder,
        "hanneton-sweep.kamelet.yaml",
        "- to: \"" + JSLT + "item.jslt?contentCache=true\"",
        "- setProperty: {name: answer, simple: \"${body}\"}"
            + indent
            + "- setHeader: {name: count, simple: \"${exchangeProperty.count}\"}"
            + indent
            + ("- to: \"" + JSLT + "count.jslt\"")
            + indent
            + "- setProperty: {name: count, simple: \"${body}\"}"
            + indent
            + "- setBody: {simple: \"${exchangeProperty.answer}\"}"
            + indent
            + ("- to: \"" + JSLT + "item.jslt\""));
    replace(
        folder,
        "hanneton-sweep.kamelet.yaml",
        "        - to: \"" + JSLT + "close.jslt",
        "        - setHeader: {name: count, simple: \"${exchangeProperty.count}\"}\n"
            + "        - to: \""
            + JSLT
            + "close.jslt");
    replace(
        folder,
        "hanneton-sweep.kamelet.yaml",
        "method: attach}",
        "method: attach}\n        - setProperty: {name: count, constant: \"0\"}");
  }

  /** Which pages came is forgotten with each one. */
  private static void forgetPages(Path folder) throws IOException {
    String turn = "- bean: {beanType: io.relance.connector.Body, method: \"next(*, 'next')\"}";
    String forget = "- bean: {beanType: io.relance.connector.Body, method: first}";
    replace(folder, "hanneton-sweep.kamelet.yaml", turn, forget + "\n              " + turn);
  }

  /** A re-read answers from memory. */
  private static void rememberItems(Path folder) throws IOException {
    JsonNode items = Http.JSON.readTree(folder.resolve("sample/ledger.json").toFile()).path("item");
    Files.writeString(folder.resolve("memory.jslt"), items.toString());
    replace(folder, "hanneton-recheck.kamelet.yaml", "item.jslt", "memory.jslt");
  }

  /** A re-read has a mapping of its own. */
  private static void readOtherwise(Path folder) throws IOException {
    String item = Files.readString(folder.resolve("item.jslt"));
    Files.writeString(
        folder.resolve("other.jslt"), item.replace("\"open\": .rest", "\"open\": .amount"));
    replace(folder, "hanneton-recheck.kamelet.yaml", "item.jslt", "other.jslt");
  }
}
