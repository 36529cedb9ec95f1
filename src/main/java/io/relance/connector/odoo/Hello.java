package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The first words with an Odoo: its version, who we are there, which fields it has. */
final class Hello {
  private final Conversation talk;
  private String version = "";

  private Hello(Conversation talk) {
    this.talk = talk;
  }

  /** Plans the greeting, unless this deployment has greeted already. */
  static void plan(Conversation talk) {
    if (!talk.isGreeted()) {
      Hello hello = new Hello(talk);
      talk.call("its version", Wire::version, hello::version);
    }
  }

  private void version(Wire.Response response) {
    if (response.status() == 200 && response.isJson()) {
      version = Wire.answer(response, talk.troubles("its version")).path("version").asText();
      identify();
    } else if (response.status() == 404 || response.status() == 400) {
      talk.call("its version", Wire::commonVersion, this::commonVersion);
    } else {
      throw talk.troubles("its version").notJson(response);
    }
  }

  private void commonVersion(Wire.Response response) {
    JsonNode answer = Wire.answer(response, talk.troubles("its version"));
    version = answer.path("server_version").asText();
    identify();
  }

  private void identify() {
    Access access = talk.access();
    if (Session.major(version) == 0) {
      throw talk.troubles("its version")
          .trouble(Kind.MISCONFIGURED, "that is no Odoo", "check the source's url");
    }
    boolean json2 =
        switch (access.transport()) {
          case "json2" -> true;
          case "jsonrpc" -> false;
          default -> Session.major(version) >= 19;
        };
    if (json2) {
      talk.greeted(new Session(version, true, 0));
      talk.ask(
          Question.of("res.users", "context_get"),
          context -> greeted(true, context.path("uid").asInt()));
    } else if (access.login().isEmpty()) {
      throw talk.troubles("the login")
          .trouble(
              Kind.MISCONFIGURED,
              "Odoo " + version + " needs the user's login beside the key",
              "set the source's login");
    } else {
      talk.call("the login", () -> Wire.authenticate(access), this::authenticated);
    }
  }

  private void authenticated(Wire.Response response) {
    Troubles troubles = talk.troubles("the login");
    JsonNode uid = Wire.answer(response, troubles);
    if (!uid.isInt()) {
      throw troubles.keyRefused();
    }
    greeted(false, uid.asInt());
  }

  private void greeted(boolean json2, int uid) {
    talk.greeted(new Session(version, json2, uid));
    Fields.WANTED.keySet().forEach(this::askFields);
  }

  /** A model that is not installed has no fields; that alone is no trouble. */
  private void askFields(String model) {
    Question question =
        Question.of(model, "fields_get")
            .with("allfields", Fields.WANTED.get(model))
            .with("attributes", List.of("type", "store"));
    Session session = talk.session();
    talk.call(
        model + "/fields_get",
        () ->
            session.json2()
                ? Wire.json2(talk.access(), question)
                : Wire.jsonRpc(talk.access(), session, question),
        response -> session.schema().put(model, fields(model, response)));
  }

  private Set<String> fields(String model, Wire.Response response) {
    Troubles troubles = talk.troubles(model + "/fields_get");
    if (isAbsent(response)) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    Wire.answer(response, troubles).fieldNames().forEachRemaining(names::add);
    List<String> lacking =
        Fields.NEEDED.getOrDefault(model, List.of()).stream()
            .filter(field -> !names.contains(field))
            .toList();
    if (!lacking.isEmpty()) {
      throw troubles.trouble(
          Kind.DRIFT,
          "it knows no "
              + String.join(", ", lacking)
              + ", without which nobody knows who owes what",
          "check the user's rights and the version; see connectors/odoo/README.md");
    }
    return names;
  }

  private boolean isAbsent(Wire.Response response) {
    if (!response.isJson()) {
      return false;
    }
    String body = new String(response.body(), StandardCharsets.UTF_8);
    boolean json2Absent = response.status() == 404 && body.contains("NotFound");
    boolean rpcAbsent = body.contains("UserError") && body.contains("doesn't exist");
    return json2Absent || rpcAbsent;
  }
}
