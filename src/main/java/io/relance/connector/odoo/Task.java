package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Something a person is to do, as an activity of a customer or an invoice, once: its summary ends
 * with a mark of our key, which is looked for first, among what is done as well. The kinds of
 * activity are named by Odoo's own XML ids, the colleague is one that Odoo names itself.
 */
final class Task {
  private static final Map<String, String> TYPES =
      Map.of("call", "mail.mail_activity_data_call", "todo", "mail.mail_activity_data_todo");

  /**
   * What is asked for.
   *
   * @param kind call or todo
   * @param document an invoice's id; 0 = it concerns the customer as a whole
   * @param note HTML
   * @param due ISO date
   * @param assignee {@code salesperson} of the invoice, {@code manager} of the customer, or a login
   */
  record Order(
      String key,
      String kind,
      int customer,
      int document,
      String title,
      String note,
      String due,
      String assignee) {

    String model() {
      return document == 0 ? "res.partner" : "account.move";
    }

    int record() {
      return document == 0 ? customer : document;
    }
  }

  private final Conversation talk;
  private final Order order;

  private Task(Conversation talk, Order order) {
    this.talk = talk;
    this.order = order;
  }

  static void plan(Conversation talk, Order order) {
    if (!TYPES.containsKey(order.kind())) {
      throw new IllegalArgumentException("a task is a call or a todo, not '" + order.kind() + "'");
    }
    talk.then(new Task(talk, order)::search);
  }

  /** What ends the summary of each activity of ours. */
  static String mark(String key) {
    return "[relance " + Note.messageId(key).substring(9, 19) + "]";
  }

  /** Wherever it hangs: between two attempts an invoice may become several, or one of them. */
  private void search() {
    List<List<Object>> domain =
        List.of(
            List.of("res_model", "in", List.of("res.partner", "account.move")),
            List.of("summary", "=like", "%" + mark(order.key())));
    talk.ask(
        Activities.question(domain, List.of("id")).page(1),
        found -> {
          if (found.isEmpty()) {
            assignee();
          } else {
            talk.conclude(found.get(0).path("id").asText());
          }
        });
  }

  // --- whose it is

  private void assignee() {
    switch (order.assignee()) {
      case "salesperson" -> ofInvoice();
      case "manager" -> ofCustomer();
      case "" -> fallback();
      default -> colleague(List.of("login", "=", order.assignee()), true);
    }
  }

  private void ofInvoice() {
    if (order.document() == 0) {
      ofCustomer();
      return;
    }
    read(
        "account.move",
        order.document(),
        "invoice_user_id",
        user -> {
          if (user == 0) {
            ofCustomer();
          } else {
            colleague(List.of("id", "=", user), false);
          }
        });
  }

  private void ofCustomer() {
    read(
        "res.partner",
        order.customer(),
        "user_id",
        user -> {
          if (user == 0) {
            fallback();
          } else {
            colleague(List.of("id", "=", user), false);
          }
        });
  }

  private void read(String model, int id, String field, IntConsumer then) {
    talk.ask(
        Question.searchRead(model, List.of(List.of("id", "=", id)), List.of(field))
            .page(1)
            .with("context", Map.of("active_test", Boolean.FALSE)),
        rows -> {
          if (rows.isEmpty()) {
            throw talk.troubles(model + " " + id)
                .trouble(Kind.LIES, "this record is gone", "the next sweep reads what is left");
          }
          then.accept(Rows.id(rows.get(0), field));
        });
  }

  private void fallback() {
    String login = talk.access().fallbackAssignee();
    if (login.isEmpty()) {
      create(0);
    } else {
      colleague(List.of("login", "=", login), true);
    }
  }

  /** Somebody who left is nobody's colleague: then the fallback's. */
  private void colleague(List<Object> who, boolean named) {
    talk.ask(
        Question.searchRead("res.users", List.of(who), List.of("login")).page(1),
        rows -> {
          if (!rows.isEmpty()) {
            create(rows.get(0).path("id").asInt());
          } else if (named) {
            throw talk.troubles("the task's assignee")
                .trouble(
                    Kind.MISCONFIGURED,
                    "no user has the login '" + who.get(2) + "'",
                    "correct the assignee in the task's template, relance.task.assignee or"
                        + " fallbackAssignee of the source");
          } else {
            fallback();
          }
        });
  }

  private void create(int user) {
    Question question =
        Question.on(order.model(), "activity_schedule", List.of(order.record()))
            .with("act_type_xmlid", TYPES.get(order.kind()))
            .with("summary", order.title() + " " + mark(order.key()))
            .with("note", order.note())
            .with("date_deadline", order.due());
    talk.ask(
        user == 0 ? question : question.with("user_id", user), made -> talk.conclude(number(made)));
  }

  /** 19 answers [1], 14 answers "mail.activity(1,)". */
  private static String number(JsonNode answer) {
    JsonNode first = answer.isArray() ? answer.path(0) : answer;
    return first.asText().replaceAll("\\D+", "");
  }
}
