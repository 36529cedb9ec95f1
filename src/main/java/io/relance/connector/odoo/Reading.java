package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.odoo.Cursor.Witness;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep and a delta of one company share: tables, the company, the new cursor, customers.
 */
final class Reading {
  static final List<String> INVOICES = List.of("out_invoice", "out_refund", "out_receipt");
  private static final int WITNESSES = 5;

  /** An item as payments refer to it. */
  record ItemRef(String key, int debtor, String currency) {}

  private final Conversation talk;
  private final int company;
  private final @Nullable Cursor before;
  private final @Nullable Cursor known;
  private final Tables tables;
  private final Set<Integer> customers = new TreeSet<>();
  private final Map<Integer, Integer> commercial = new HashMap<>();
  private final Map<Integer, ItemRef> lines = new HashMap<>();
  private @Nullable Cursor now;

  private Reading(Conversation talk, int company, @Nullable Cursor before, @Nullable Cursor known) {
    this.talk = talk;
    this.company = company;
    this.before = before;
    this.known = known;
    this.tables = Tables.plan(talk);
  }

  /**
   * Plans what every reading begins with.
   *
   * @param before from where a delta reads; null = everything
   * @param known the last cursor, whose witnesses must not be older now; null = nothing is known
   */
  static Reading plan(
      Conversation talk, int company, @Nullable Cursor before, @Nullable Cursor known) {
    Reading reading = new Reading(talk, company, before, known);
    talk.then(reading::askCompany);
    talk.then(reading::askWitnesses);
    talk.then(reading::askNewest);
    return reading;
  }

  /** Plans tables and witnesses only, to look a few documents up in the database we knew. */
  static Reading planLookUp(Conversation talk, int company, @Nullable Cursor known) {
    Reading reading = new Reading(talk, company, null, known);
    talk.then(reading::askWitnesses);
    return reading;
  }

  Conversation talk() {
    return talk;
  }

  Tables tables() {
    return tables;
  }

  int company() {
    return company;
  }

  @Nullable Cursor before() {
    return before;
  }

  /** From where the next delta reads; known once the reading has begun. */
  Cursor now() {
    if (now == null) {
      throw new IllegalStateException("the reading has not begun");
    }
    return now;
  }

  Set<Integer> customers() {
    return customers;
  }

  Map<Integer, ItemRef> lines() {
    return lines;
  }

  // --- the company

  private void askCompany() {
    talk.ask(
        Question.searchRead(
                "res.company",
                List.of(List.of("id", "=", company)),
                talk.session().intersect("res.company", Fields.COMPANY))
            .page(1)
            .inCompany(company),
        this::heardCompany);
  }

  private void heardCompany(JsonNode rows) {
    if (rows.isEmpty()) {
      throw talk.troubles("company " + company)
          .trouble(
              Kind.MISCONFIGURED,
              "the connector's user does not see this company",
              "add the company to the user's allowed companies, or take it out of the source's"
                  + " companies");
    }
    ObjectNode row = Rows.object(rows.get(0));
    tables.name(row, "country_id", "res.country");
    tables.name(row, "currency_id", "res.currency");
    int partner = Rows.id(row, "partner_id");
    talk.attempt(
        Question.searchRead(
                "res.partner.bank",
                List.of(List.of("partner_id", "=", partner)),
                List.of("sanitized_acc_number", "bank_bic"))
            .page(1)
            .inCompany(company),
        banks -> row.set("bank", banks.path(0)),
        refused -> row.putObject("bank"));
    talk.ask(
        Question.searchRead(
                "res.partner", List.of(List.of("id", "=", partner)), List.of("lang", "tz"))
            .page(1)
            .inCompany(company),
        partners -> {
          row.set("partner", partners.path(0));
          talk.emit("company", Rows.array().add(row));
        });
  }

  // --- is it the database we knew?

  private void askWitnesses() {
    if (known == null || known.witnesses().isEmpty()) {
      return;
    }
    talk.ask(
        Question.searchRead(
                "account.move",
                List.of(List.of("id", "in", known.witnesses().stream().map(Witness::id).toList())),
                List.of("write_date"))
            .page(WITNESSES)
            .inCompany(company),
        this::heardWitnesses);
  }

  private void heardWitnesses(JsonNode rows) {
    List<Witness> witnesses = Objects.requireNonNull(known).witnesses();
    Map<Integer, String> found = new HashMap<>();
    rows.forEach(row -> found.put(row.path("id").asInt(), Rows.text(row, "write_date")));
    for (Witness witness : witnesses) {
      String written = found.get(witness.id());
      if (written != null && moment(written).isBefore(witness.written())) {
        throw olderBackup(
            "journal entry "
                + witness.id()
                + " was last written on "
                + written
                + ", the hub has seen it written on "
                + Cursor.odoo(witness.written()));
      }
    }
    int missing = witnesses.size() - found.size();
    if (witnesses.size() >= 3 && missing * 2 > witnesses.size()) {
      throw olderBackup(
          missing
              + " of the "
              + witnesses.size()
              + " newest journal entries of the last reading are not to be seen any more");
    }
  }

  private RuntimeException olderBackup(String seen) {
    return talk.troubles("")
        .trouble(
            Kind.OLDER,
            seen + "; this is an older copy, or the user's rights were cut",
            "give the connector's user its rights back; if Odoo was restored from a backup, a person"
                + " releases the sweep that is held for it");
  }

  private LocalDateTime moment(String written) {
    try {
      return Cursor.moment(written);
    } catch (DateTimeParseException e) {
      throw talk.troubles("account.move/search_read")
          .trouble(
              Kind.DRIFT,
              "it names no moment in write_date: '" + written + "'",
              "check what changed in Odoo's module account; it is tried again");
    }
  }

  private void askNewest() {
    List<Object> domain = List.of(List.of("company_id", "=", company));
    talk.ask(
        Question.searchRead("account.move", domain, List.of("state", "write_date"))
            .with("limit", 4 * WITNESSES)
            .with("order", "write_date desc, id desc")
            .inCompany(company),
        this::heardNewest);
  }

  private void heardNewest(JsonNode rows) {
    List<LocalDateTime> written = new ArrayList<>();
    List<Witness> witnesses = new ArrayList<>();
    for (JsonNode row : rows) {
      LocalDateTime moment = moment(Rows.text(row, "write_date"));
      written.add(moment);
      if (Rows.text(row, "state").equals("posted") && witnesses.size() < WITNESSES) {
        witnesses.add(new Witness(row.path("id").asInt(), moment));
      }
    }
    LocalDateTime newest = written.isEmpty() ? null : written.get(0);
    now = Cursor.starting(talk.clock(), newest, witnesses);
  }

  // --- paging

  /**
   * Reads all rows of a domain by ascending id, page after page; semantics of time play no part.
   */
  void pages(String model, List<Object> domain, List<String> fields, Consumer<JsonNode> page) {
    pagesAfter(0, model, domain, fields, page);
  }

  private void pagesAfter(
      int last, String model, List<Object> domain, List<String> fields, Consumer<JsonNode> page) {
    int size = talk.access().pageSize();
    List<Object> beyond = new ArrayList<>(domain);
    beyond.add(List.of("id", ">", last));
    talk.ask(
        Question.searchRead(model, beyond, fields).page(size).inCompany(company),
        rows -> {
          if (!rows.isEmpty()) {
            refuseRepeated(model, last, rows);
            page.accept(rows);
          }
          if (rows.size() >= size) {
            talk.then(() -> pagesAfter(Rows.lastId(rows), model, domain, fields, page));
          }
        });
  }

  /** A page that was served before would be asked for, for ever. */
  private void refuseRepeated(String model, int last, JsonNode rows) {
    if (Rows.ids(rows).stream().anyMatch(id -> id <= last)) {
      throw talk.troubles(model + "/search_read")
          .trouble(
              Kind.LIES,
              "asked for what comes after id " + last + ", it answers with what came before",
              "check the proxy before Odoo: it may keep answers that it must not keep");
    }
  }

  // --- who owes

  /** Looks up whose debt these contacts' documents are, then goes on. */
  void withCommercial(Set<Integer> partners, Runnable then) {
    List<Integer> unknown = partners.stream().filter(id -> !commercial.containsKey(id)).toList();
    for (List<Integer> chunk : Rows.chunks(unknown, 1000)) {
      talk.ask(
          Question.searchRead(
                  "res.partner",
                  List.of(List.of("id", "in", chunk)),
                  List.of("commercial_partner_id"))
              .page(1000)
              .inCompany(company),
          rows ->
              rows.forEach(
                  row ->
                      commercial.put(
                          row.path("id").asInt(), Rows.id(row, "commercial_partner_id"))));
    }
    talk.then(then);
  }

  int commercial(int partner) {
    int found = commercial.getOrDefault(partner, partner);
    return found == 0 ? partner : found;
  }
}
