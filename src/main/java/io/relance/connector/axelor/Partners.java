package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Debtors with their holds and the level Axelor itself reached, and whom to write to there. */
final class Partners {
  private static final int AT_ONCE = 500;

  /** A blocking of this kind forbids reminders. */
  private static final int REMINDER = 1;

  private final Talk talk;
  private final long company;
  private final LocalDate today;
  private final Map<Long, String> blocked = new HashMap<>();
  private final Map<Long, Integer> ranks = new HashMap<>();

  Partners(Talk talk, long company, LocalDate today) {
    this.talk = talk;
    this.company = company;
    this.today = today;
  }

  /**
   * Their debtor and contact records.
   *
   * @param billing contacts that invoices name
   */
  Iterator<Page> read(Collection<Long> ids, Set<Long> billing) {
    smallTables();
    return new Batches<>(Rows.chunks(ids, AT_ONCE).iterator(), chunk -> pages(chunk, billing));
  }

  /** Their debtor records only. */
  Iterator<Page> debtors(Collection<Long> ids) {
    smallTables();
    return new Batches<>(
        Rows.chunks(ids, AT_ONCE).iterator(),
        chunk -> Batches.page("debtor", debtors(chunk, all(partners(chunk)))));
  }

  /** Customers, contacts' customers and blocked ones that were touched since. */
  Set<Long> changed(Instant since) {
    Set<Long> changed = new TreeSet<>();
    Question touched =
        Question.of(Wanted.PARTNER, "self.isCustomer = true OR self.isContact = true", Map.of())
            .fields(List.of("isContact", "mainPartner.id"));
    for (ObjectNode row : all(touched.since(since))) {
      long debtor = Rows.is(row, "isContact") ? Rows.id(row, "mainPartner.id") : Rows.id(row, "id");
      if (debtor > 0) {
        changed.add(debtor);
      }
    }
    Question blocking =
        Question.of(Wanted.BLOCKING, "self.blockingSelect = 1", Map.of())
            .fields(List.of("partner.id"));
    all(blocking.since(since)).forEach(row -> changed.add(Rows.id(row, "partner.id")));
    return changed;
  }

  private List<Page> pages(List<Long> chunk, Set<Long> billing) {
    List<ObjectNode> partners = all(partners(chunk));
    List<ObjectNode> contacts = new ArrayList<>();
    partners.forEach(
        partner -> contacts.add(contact(partner.deepCopy(), Rows.id(partner, "id"), "general")));
    Question theirs =
        Question.of(
            Wanted.PARTNER,
            "self.isContact = true AND self.mainPartner.id in (:ids)",
            Map.of("ids", chunk));
    for (ObjectNode row : all(theirs)) {
      String role = billing.contains(Rows.id(row, "id")) ? "billing" : "general";
      contacts.add(contact(row, Rows.id(row, "mainPartner.id"), role));
    }
    List<Page> pages = new ArrayList<>(Batches.page("debtor", debtors(chunk, partners)));
    Rows.chunks(contacts, Page.MOST).forEach(part -> pages.addAll(Batches.page("contact", part)));
    return pages;
  }

  private static ObjectNode contact(ObjectNode row, long debtor, String role) {
    return row.put("debtor", String.valueOf(debtor)).put("role", role);
  }

  private Question partners(List<Long> ids) {
    return Question.of(Wanted.PARTNER, "self.id in (:ids)", Map.of("ids", ids));
  }

  private List<ObjectNode> all(Question question) {
    List<ObjectNode> rows = new ArrayList<>();
    new Keyset(talk, question).forEachRemaining(rows::addAll);
    return rows;
  }

  private List<ObjectNode> debtors(List<Long> chunk, List<ObjectNode> partners) {
    Map<Long, ObjectNode> recoveries = new HashMap<>();
    Question native_ =
        Question.of(
            Wanted.RECOVERY,
            "self.company.id = :companyId AND self.partner.id in (:ids)",
            Map.of("companyId", company, "ids", chunk));
    all(native_).forEach(row -> recoveries.put(Rows.id(row, "partner.id"), row));
    partners.forEach(partner -> complete(partner, recoveries.get(Rows.id(partner, "id"))));
    return partners;
  }

  private void complete(ObjectNode partner, ObjectNode recovery) {
    String until = blocked.get(Rows.id(partner, "id"));
    partner.put("excluded", "".equals(until));
    if (until != null && !until.isEmpty()) {
      partner.put("holdUntil", until);
    }
    Integer rank =
        recovery == null ? null : ranks.get(Rows.id(recovery, "debtRecoveryMethodLine.id"));
    if (rank != null && recovery.hasNonNull("debtRecoveryDate")) {
      partner.put("nativeLevel", rank);
      partner.put("nativeOn", Rows.text(recovery, "debtRecoveryDate"));
    }
  }

  // --- small tables

  private void smallTables() {
    blocked.clear();
    Question blockings =
        Question.of(Wanted.BLOCKING, "self.blockingSelect = :kind", Map.of("kind", REMINDER));
    all(blockings).forEach(this::block);
    Map<Long, List<ObjectNode>> methods = new HashMap<>();
    for (ObjectNode line : all(Question.of(Wanted.LEVEL, "self.id > 0", Map.of()))) {
      methods
          .computeIfAbsent(Rows.id(line, "debtRecoveryMethod.id"), m -> new ArrayList<>())
          .add(line);
    }
    methods.values().forEach(this::rank);
  }

  /** A day that has passed holds nobody; none at all holds for good. Of no company: of all. */
  private void block(ObjectNode blocking) {
    boolean ours = blocking.path("companySet").isEmpty();
    for (JsonNode one : blocking.path("companySet")) {
      ours |= one.path("id").asLong() == company;
    }
    String until = Rows.text(blocking, "blockingToDate");
    if (ours && (until.isEmpty() || !LocalDate.parse(until).isBefore(today))) {
      blocked.merge(
          Rows.id(blocking, "partner.id"),
          until,
          (a, b) -> a.isEmpty() || b.isEmpty() ? "" : a.compareTo(b) > 0 ? a : b);
    }
  }

  private void rank(List<ObjectNode> lines) {
    lines.sort((a, b) -> Long.compare(Rows.id(a, "sequence"), Rows.id(b, "sequence")));
    for (int i = 0; i < lines.size(); i++) {
      ranks.put(Rows.id(lines.get(i), "id"), i + 1);
    }
  }
}
