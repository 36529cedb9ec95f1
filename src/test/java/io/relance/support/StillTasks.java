package io.relance.support;

import io.relance.connector.SourceTrouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** What the test connector's task, outcome and writeback actions do: it knows each key once. */
public final class StillTasks {
  private static final String ACTION =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: still-%1$s
        labels: {camel.apache.org/kamelet.type: action}
      spec:
        definition: {title: Its tasks, type: object, properties: {}}
        template:
          from:
            uri: kamelet:source
            steps:
              - bean: {beanType: io.relance.support.StillTasks, method: %1$s}
      """;
  private static final Map<String, Map<String, String>> GIVEN = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, String>> ENDED = new ConcurrentHashMap<>();
  private static final Map<String, String> WARNED = new ConcurrentHashMap<>();
  private static volatile String losesAnswerOnce = "";

  private StillTasks() {}

  /** The test connector's kamelet for one of them. */
  public static String kamelet(String action) {
    return ACTION.formatted(action);
  }

  public static void reset() {
    GIVEN.clear();
    ENDED.clear();
    WARNED.clear();
    losesAnswerOnce = "";
  }

  /** The tasks it has, by key. */
  public static Map<String, Map<String, String>> given() {
    return GIVEN;
  }

  /** Debtor to warning. */
  public static Map<String, String> warned() {
    return WARNED;
  }

  /** The next answer gets lost, although what was asked for happened. */
  public static void loseAnswer() {
    losesAnswerOnce = "time-out";
  }

  /** A colleague did, or dropped, the task of that debtor. */
  public static void end(String debtor, String state, String text) {
    ENDED.put(debtor, Map.of("state", state, "text", text));
  }

  public static void task(Exchange exchange) {
    Map<String, String> task = new HashMap<>();
    for (String name : List.of("Kind", "Target", "Document", "Title", "Due", "Assignee")) {
      task.put(name, exchange.getProperty("task" + name, String.class));
    }
    task.put("Note", exchange.getMessage().getBody(String.class));
    GIVEN.putIfAbsent(exchange.getProperty("taskKey", String.class), task);
    lose();
    exchange.getMessage().setBody("T" + exchange.getProperty("taskTarget", String.class));
  }

  public static void outcome(Exchange exchange) {
    List<Map<String, String>> answers = new ArrayList<>();
    for (Object one : exchange.getMessage().getBody(List.class)) {
      Map<?, ?> task = (Map<?, ?>) one;
      Map<String, String> ended =
          ENDED.getOrDefault(task.get("target"), Map.of("state", "open", "text", ""));
      Map<String, String> answer = new HashMap<>(ended);
      answer.put("id", String.valueOf(task.get("id")));
      answers.add(answer);
    }
    exchange.getMessage().setBody(answers);
  }

  public static void writeback(Exchange exchange) {
    String words = exchange.getMessage().getBody(String.class);
    WARNED.put(exchange.getProperty("writebackTarget", String.class), String.valueOf(words));
    lose();
    exchange.getMessage().setBody("7");
  }

  private static void lose() {
    if (!losesAnswerOnce.isEmpty()) {
      losesAnswerOnce = "";
      throw new SourceTrouble(SourceTrouble.Kind.UNREACHABLE, "no whole answer came");
    }
  }
}
