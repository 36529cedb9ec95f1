package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One talk with one Odoo: what is still to be asked, and the pages that are ready. It never calls
 * by itself; the kamelet's loop sends {@link #request()} through camel-http and brings the response
 * to {@link #hear}, so that every call is a Camel exchange one can see, time and change in YAML.
 *
 * <p>What an answer leads to is done before what was planned already. Not thread-safe; one exchange
 * owns it.
 */
public final class Conversation {

  /** Records of one type, at most 1,000, still in Odoo's words. */
  record Page(String type, ArrayNode records) {}

  /** Either a request and what to do with its response, or (no request) just something to do. */
  private record Step(
      String what, @Nullable Supplier<Wire.Request> request, Consumer<Wire.Response> heard) {}

  private static final int MOST_RECORDS = 1000;

  private final Access access;
  private final Deque<Step> ahead = new ArrayDeque<>();
  private final List<Step> added = new ArrayList<>();
  private final Deque<Page> pages = new ArrayDeque<>();
  private @Nullable Session session;
  private @Nullable Instant clock;
  private final Map<String, List<Map<String, Object>>> collected = new LinkedHashMap<>();
  private @Nullable Object result;

  Conversation(Access access, @Nullable Session session) {
    this.access = access;
    this.session = session;
  }

  Access access() {
    return access;
  }

  /** Only after hello. */
  Session session() {
    if (session == null) {
      throw new IllegalStateException("Odoo has not said hello yet");
    }
    return session;
  }

  void greeted(Session greeted) {
    session = greeted;
  }

  boolean isGreeted() {
    return session != null;
  }

  /** Odoo's own time at its first answer; never ours. */
  @Nullable Instant clock() {
    return clock;
  }

  /** What the whole talk was for; null until it is known. */
  public @Nullable Object result() {
    return result;
  }

  void conclude(Object value) {
    result = value;
  }

  /** Adds canonical records to the outcome, by type. */
  void collect(String type, List<Map<String, Object>> records) {
    collected.computeIfAbsent(type, t -> new ArrayList<>()).addAll(records);
    result = collected;
  }

  Troubles troubles(String what) {
    return Troubles.about(access, what);
  }

  // --- what is planned

  /** Asks in the session's transport; the answer's many2one values are bare ids. */
  void ask(Question question, Consumer<JsonNode> then) {
    if (question.method().equals("search_read") && !session().loadsBareIds()) {
      askInTwo(question, then);
    } else if (question.method().equals("search_read")) {
      send(question.with("load", ""), then);
    } else {
      send(question, then);
    }
  }

  /** Asks for what may be refused or absent; such an answer goes to {@code otherwise}. */
  void attempt(Question question, Consumer<JsonNode> then, Consumer<SourceTrouble> otherwise) {
    ask(question, then);
    Step asked = added.remove(added.size() - 1);
    added.add(new Step(asked.what(), asked.request(), guarded(asked.heard(), otherwise)));
  }

  private static Consumer<Wire.Response> guarded(
      Consumer<Wire.Response> heard, Consumer<SourceTrouble> otherwise) {
    return response -> {
      try {
        heard.accept(response);
      } catch (SourceTrouble trouble) {
        if (trouble.kind() != Kind.MISCONFIGURED && trouble.kind() != Kind.DRIFT) {
          throw trouble;
        }
        otherwise.accept(trouble);
      }
    };
  }

  /** Before 17, only read() takes load; names of many2one values would be the dearest part. */
  private void askInTwo(Question question, Consumer<JsonNode> then) {
    Question search = question.without("fields");
    send(
        new Question(search.model(), "search", List.of(), search.args()),
        ids -> {
          if (ids.isEmpty()) {
            then.accept(ids);
          } else {
            Question read = Question.on(question.model(), "read", Rows.ids(ids));
            Object context = question.args().getOrDefault("context", Map.of());
            send(
                read.with("fields", question.args().get("fields"))
                    .with("load", "")
                    .with("context", context),
                then);
          }
        });
  }

  private void send(Question question, Consumer<JsonNode> then) {
    String what = question.model() + "/" + question.method();
    call(
        what,
        () ->
            session().json2()
                ? Wire.json2(access, question)
                : Wire.jsonRpc(access, session(), question),
        response -> then.accept(Wire.answer(response, troubles(what))));
  }

  /** A call outside the session: hello itself. */
  void call(String what, Supplier<Wire.Request> request, Consumer<Wire.Response> heard) {
    added.add(new Step(what, request, heard));
  }

  /** Something to do when everything asked so far is answered. */
  void then(Runnable work) {
    added.add(new Step("", null, response -> work.run()));
  }

  /** Hands records on, in pages of at most 1,000. */
  void emit(String type, ArrayNode records) {
    if (records.size() <= MOST_RECORDS) {
      if (!records.isEmpty()) {
        pages.add(new Page(type, records));
      }
      return;
    }
    ArrayNode page = Wire.JSON.createArrayNode();
    for (JsonNode each : records) {
      page.add(each);
      if (page.size() == MOST_RECORDS) {
        pages.add(new Page(type, page));
        page = Wire.JSON.createArrayNode();
      }
    }
    emit(type, page);
  }

  // --- what the kamelet's loop does

  /**
   * Whether a page waits to be handed on, or something is still to be asked. Only looks: Camel's
   * loop asks this after a failure too.
   */
  public boolean isUnfinished() {
    return !pages.isEmpty() || !ahead.isEmpty() || !added.isEmpty();
  }

  /** Whether a page waits to be handed on. */
  public boolean isPageReady() {
    return !pages.isEmpty();
  }

  Page nextPage() {
    return pages.remove();
  }

  /** The next request to send. */
  Wire.Request request() {
    settle();
    Step next = ahead.element();
    return next.request() == null ? Wire.version() : next.request().get();
  }

  /** What the next request is about, e.g. {@code account.move/search_read}. */
  String subject() {
    Step next = ahead.peek();
    return next == null ? "" : next.what();
  }

  /**
   * Takes the response to {@link #request()}.
   *
   * @throws SourceTrouble when it is an error, or no answer at all
   */
  void hear(Wire.Response response) {
    if (clock == null) {
      clock = instant(response.date());
    }
    ahead.remove().heard().accept(response);
    settle();
  }

  /** Puts what was added first in line, and does what needs no question. */
  private void settle() {
    do {
      Collections.reverse(added);
      added.forEach(ahead::addFirst);
      added.clear();
      Step next = ahead.peek();
      if (next == null || next.request() != null) {
        return;
      }
      ahead.remove().heard().accept(NOTHING);
    } while (true);
  }

  private static final Wire.Response NOTHING = new Wire.Response(0, "", null, new byte[0]);

  private static @Nullable Instant instant(@Nullable String date) {
    try {
      return date == null
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null; // a proxy's own notion of a date: then the data alone date the cursor
    }
  }
}
