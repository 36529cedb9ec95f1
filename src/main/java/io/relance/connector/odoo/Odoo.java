package io.relance.connector.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the kamelets of connectors/odoo call: an opening for each action, the one call, and what
 * comes out. It keeps nothing itself; a conversation belongs to its exchange, what Odoo said at
 * hello to the kamelet's {@link Access}.
 */
public final class Odoo {
  /** Exchange property: the {@link Access} of the kamelet. */
  static final String ACCESS = "odooAccess";

  /** Exchange property: the {@link Conversation}; an answer to it concerns nobody else. */
  static final String TALK = "odoo";

  private static final TypeReference<List<Map<String, Object>>> RECORDS = new TypeReference<>() {};

  // --- openings, one per action

  public void sweep(Exchange exchange) {
    Conversation talk = open(exchange);
    Pull.sweep(talk, company(exchange), cursor(exchange, "known"));
  }

  public void delta(Exchange exchange) {
    Conversation talk = open(exchange);
    Cursor cursor = cursor(exchange, "cursor");
    if (cursor == null) {
      throw talk.troubles("")
          .trouble(
              Kind.MISCONFIGURED,
              "there is no whole sweep yet to continue from",
              "run the sweep of this source first");
    }
    Pull.delta(talk, company(exchange), cursor);
  }

  /** Body: the item keys. */
  public void recheck(Exchange exchange) {
    Conversation talk = open(exchange);
    @SuppressWarnings("unchecked")
    List<String> keys = exchange.getMessage().getBody(List.class);
    Recheck.plan(talk, company(exchange), keys, cursor(exchange, "known"));
  }

  /** Body: the rendered note or warning, or nothing for a marker and a warning that ends. */
  public void writeback(Exchange exchange) {
    Conversation talk = open(exchange);
    String target = exchange.getProperty("writebackTarget", String.class);
    int id = number(target, "writebackTarget");
    if ("note".equals(exchange.getProperty("writebackKind"))) {
      Note.plan(
          talk,
          "account.move",
          id,
          exchange.getProperty("writebackKey", String.class),
          exchange.getMessage().getBody(String.class));
    } else if ("warning".equals(exchange.getProperty("writebackKind"))) {
      Warning.plan(talk, id, exchange.getMessage().getBody(String.class));
    } else {
      Marker.plan(talk, id, exchange.getProperty("marker", String.class));
    }
  }

  /** Body: notes as a JSON array, key, target and text; afterwards: key to what is there now. */
  public void notes(Exchange exchange) throws JsonProcessingException {
    Notes.plan(open(exchange), Wire.JSON.readTree(exchange.getMessage().getBody(String.class)));
  }

  /** Body afterwards: customer to the marker it carries. */
  public void markers(Exchange exchange) {
    Markers.plan(open(exchange));
  }

  /** Body: the note, in HTML; afterwards: the activity's id. */
  public void task(Exchange exchange) {
    String document = exchange.getProperty("taskDocument", String.class);
    Task.plan(
        open(exchange),
        new Task.Order(
            exchange.getProperty("taskKey", String.class),
            exchange.getProperty("taskKind", String.class),
            number(exchange.getProperty("taskTarget", String.class), "taskTarget"),
            document == null ? 0 : number(document, "taskDocument"),
            exchange.getProperty("taskTitle", String.class),
            exchange.getMessage().getBody(String.class),
            exchange.getProperty("taskDue", String.class),
            exchange.getProperty("taskAssignee", "", String.class)));
  }

  /** Body: tasks with id and key; afterwards: what became of each. */
  public void outcome(Exchange exchange) {
    @SuppressWarnings("unchecked")
    List<Map<String, String>> tasks = exchange.getMessage().getBody(List.class);
    Activities.plan(open(exchange), tasks);
  }

  /**
   * Afterwards the PDF of the invoice {@code documentKey}, of at most {@code documentMost} bytes;
   * null when there is none.
   */
  public void document(Exchange exchange) {
    Paper.plan(
        open(exchange),
        company(exchange),
        number(exchange.getProperty("documentKey", String.class), "documentKey"),
        exchange.getProperty("documentKnown", String.class),
        exchange.getProperty("documentMost", Long.MAX_VALUE, Long.class));
  }

  public void probe(Exchange exchange) {
    Probe.plan(open(exchange));
  }

  private Conversation open(Exchange exchange) {
    Access access = exchange.getProperty(ACCESS, Access.class);
    Conversation talk = new Conversation(access, access.session());
    exchange.setProperty(TALK, talk);
    Hello.plan(talk);
    return talk;
  }

  // --- the call: one question, one answer

  /** Makes the next request of this message; all its headers are ours, none came from outside. */
  public void ask(Exchange exchange) {
    Conversation talk = talk(exchange);
    Wire.Request request = talk.request();
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    request.headers().forEach(message::setHeader);
    message.setBody(request.method().equals("GET") ? null : request.body());
    exchange.setProperty("odooMethod", request.method());
    exchange.setProperty("odooTimeout", talk.access().timeoutMillis());
    exchange.setProperty("odooAddress", talk.access().url() + request.path());
  }

  /**
   * Takes Odoo's answer from this message.
   *
   * @throws SourceTrouble when it is an error or no answer
   */
  public void hear(Exchange exchange) {
    Conversation talk = talk(exchange);
    Message message = exchange.getMessage();
    try {
      talk.hear(
          new Wire.Response(
              message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
              message.getHeader(Exchange.CONTENT_TYPE, "", String.class),
              message.getHeader("Date", String.class),
              bytes(talk, message)));
      if (talk.isGreeted() && talk.session().isComplete()) {
        talk.access().remember(talk.session());
      }
    } catch (SourceTrouble trouble) {
      talk.access().remember(null);
      throw trouble;
    } finally {
      message.removeHeaders("*");
      message.setBody(null);
    }
  }

  private static byte[] bytes(Conversation talk, Message message) {
    try (InputStream body = message.getBody(InputStream.class)) {
      return body == null ? new byte[0] : body.readAllBytes();
    } catch (IOException e) {
      throw talk.troubles(talk.subject()).cut(e);
    }
  }

  /** The call itself failed: no connection, a time-out, a connection cut. */
  public void unreachable(Exchange exchange, @ExchangeException Exception cause) {
    Conversation talk = talk(exchange);
    throw talk.troubles(talk.subject()).unreachable(cause);
  }

  // --- what comes out

  /** Puts the next page into the message: Odoo's records as JSON, header relanceType. */
  public void page(Exchange exchange) {
    Conversation.Page page = talk(exchange).nextPage();
    exchange.getMessage().setHeader("relanceType", page.type());
    exchange.getMessage().setBody(page.records().toString());
  }

  /** Keeps this page (canonical records as JSON) for the outcome: recheck answers with them. */
  public void collect(Exchange exchange) throws JsonProcessingException {
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    String page = exchange.getMessage().getBody(String.class);
    talk(exchange).collect(type, Wire.JSON.readValue(page, RECORDS));
  }

  /** The outcome of the whole conversation as the message's body. */
  public void conclude(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(talk(exchange).result());
    exchange.removeProperty(TALK);
    exchange.removeProperty(ACCESS);
  }

  private static Conversation talk(Exchange exchange) {
    return exchange.getProperty(TALK, Conversation.class);
  }

  private static @Nullable Cursor cursor(Exchange exchange, String property) {
    String text = exchange.getProperty(property, String.class);
    return text == null || text.isEmpty() ? null : Cursor.parse(text);
  }

  private static int company(Exchange exchange) {
    return number(exchange.getProperty("company", String.class), "company");
  }

  private static int number(@Nullable String text, String what) {
    if (text == null || !text.matches("\\d{1,9}")) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "Odoo's ids are numbers; "
              + what
              + " is '"
              + text
              + "'. What to do: correct it, for example companies=1.");
    }
    return Integer.parseInt(text);
  }
}
