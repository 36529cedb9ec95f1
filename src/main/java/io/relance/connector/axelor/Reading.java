package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.Page;
import io.relance.connector.Pages;
import io.relance.connector.SourceTrouble.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sweep, delta or look-up of one company, page by page. A sweep ends with what was touched
 * meanwhile and with Axelor's own counts; what does not agree is no sweep.
 */
final class Reading implements Iterator<Page> {
  private final Talk talk;
  private final long company;
  private final @Nullable Cursor known;
  private final Terms terms;
  private final Quotes quotes;
  private final Payments payments;
  private final Partners partners;
  private @Nullable Credits credits;
  private @Nullable Keyset openTerms;
  private @Nullable Keyset openLines;
  private @Nullable Cursor now;
  private String identity = "";
  private long items;
  private boolean whole;
  private Iterator<Page> pages = List.<Page>of().iterator();

  private Reading(Talk talk, long company, @Nullable Cursor known, LocalDate today) {
    this.talk = talk;
    this.company = company;
    this.known = known;
    this.terms = new Terms(talk, company);
    this.quotes = new Quotes(talk, company, today);
    this.payments = new Payments(talk, company);
    this.partners = new Partners(talk, company, today);
  }

  /** Everything open. */
  static Reading sweep(Talk talk, long company, @Nullable Cursor known, LocalDate today) {
    Reading reading = new Reading(talk, company, known, today);
    reading.pages =
        Pages.inTurn(
            List.of(
                reading::begin,
                reading::openTerms,
                reading::openLines,
                () -> talk.access().quotes() ? reading.quotes.open() : none(),
                () -> reading.changes(reading.now()),
                () -> reading.since(known == null ? reading.now() : known),
                reading::debtors,
                reading::prove));
    return reading;
  }

  /** What was touched since the cursor. */
  static Reading delta(Talk talk, long company, Cursor before, LocalDate today) {
    Reading reading = new Reading(talk, company, before, today);
    reading.pages =
        Pages.inTurn(
            List.of(
                reading::begin,
                () -> reading.changes(before),
                () -> reading.since(before),
                () -> reading.changedDebtors(before),
                reading::end));
    return reading;
  }

  /** The items with these keys that are there, open or not, and who owes them. */
  static Reading lookUp(
      Talk talk, long company, List<String> keys, @Nullable Cursor known, LocalDate today) {
    Reading reading = new Reading(talk, company, known, today);
    Set<Long> ofTerms = new TreeSet<>();
    Set<Long> ofLines = new TreeSet<>();
    keys.forEach(key -> (key.startsWith("l") ? ofLines : ofTerms).add(reading.id(key)));
    reading.pages =
        Pages.inTurn(
            List.of(
                () -> {
                  reading.witness();
                  return reading.terms.byIds(ofTerms);
                },
                () -> ofLines.isEmpty() ? none() : reading.looked(ofLines),
                () -> reading.partners.debtors(reading.debtorIds())));
    return reading;
  }

  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public Page next() {
    return pages.next();
  }

  private static Iterator<Page> none() {
    return List.<Page>of().iterator();
  }

  private Credits credits() {
    return Objects.requireNonNull(credits, "the company was not read yet");
  }

  private Cursor now() {
    return Objects.requireNonNull(now, "the reading has not begun");
  }

  private long id(String key) {
    String digits = key.startsWith("l") ? key.substring(1) : key;
    if (!digits.matches("\\d{1,9}")) {
      throw talk.troubles("item " + key)
          .trouble(
              Kind.MISCONFIGURED,
              "'" + key + "' is no item key of Axelor",
              "check which source and connector the item belongs to");
    }
    return Long.parseLong(digits);
  }

  // --- how it begins

  private boolean witness() {
    return known != null && known.check(talk);
  }

  /** The fields, the company (a search that must find something), the database, the cursor. */
  private Iterator<Page> begin() {
    talk.refresh();
    talk.require(Wanted.toRead(talk.access().quotes()));
    ObjectNode row = Company.get(talk, company);
    identity = Company.identity(talk);
    credits = new Credits(talk, company, Rows.text(row, "currency.codeISO"));
    boolean same = witness();
    Cursor asked = Cursor.now(talk, company);
    now = same && known != null ? asked.notBefore(known) : asked;
    return Batches.page("company", List.of(row)).iterator();
  }

  private Iterator<Page> looked(Set<Long> lines) {
    ObjectNode row = Company.get(talk, company);
    credits = new Credits(talk, company, Rows.text(row, "currency.codeISO"));
    return credits.byIds(lines);
  }

  private Iterator<Page> openTerms() {
    openTerms = new Keyset(talk, terms.open());
    return new Batches<>(openTerms, terms::pages);
  }

  private Iterator<Page> openLines() {
    openLines = new Keyset(talk, credits().open());
    return new Batches<>(openLines, credits()::pages);
  }

  // --- what changed

  /** The documents touched since then, read whole and named, so that what is gone is noticed. */
  private Iterator<Page> changes(Cursor from) {
    Changes changes = new Changes(talk, company, from.since(talk.access().overlapMinutes()));
    changes.look();
    List<Supplier<Iterator<Page>>> parts = new ArrayList<>();
    parts.add(() -> terms.ofInvoices(changes.invoices()));
    parts.add(() -> terms.ofMoves(changes.moves()));
    parts.add(() -> credits().ofMoves(changes.moves()));
    parts.add(() -> documents(changes));
    return Pages.inTurn(parts);
  }

  private static Iterator<Page> documents(Changes changes) {
    List<ObjectNode> rows = new ArrayList<>();
    changes.invoices().forEach(id -> rows.add(document(String.valueOf(id))));
    changes.moves().forEach(id -> rows.add(document("m" + id)));
    return new Batches<>(
        Rows.chunks(rows, Page.MOST).iterator(), chunk -> Batches.page("document", chunk));
  }

  private static ObjectNode document(String key) {
    return Http.JSON.createObjectNode().put("key", key);
  }

  private Iterator<Page> since(Cursor from) {
    Instant since = from.since(talk.access().overlapMinutes());
    return Pages.inTurn(
        List.of(
            () -> talk.access().quotes() ? quotes.changed(since) : none(),
            () -> payments.since(since)));
  }

  // --- who owes

  private Collection<Long> debtorIds() {
    Set<Long> ids = new TreeSet<>(terms.debtors());
    ids.addAll(quotes.debtors());
    if (credits != null) {
      ids.addAll(credits.debtors());
    }
    return ids;
  }

  private Iterator<Page> debtors() {
    return partners.read(debtorIds(), terms.billing());
  }

  private Iterator<Page> changedDebtors(Cursor before) {
    Set<Long> ids = new HashSet<>(debtorIds());
    ids.addAll(partners.changed(before.since(talk.access().overlapMinutes())));
    return partners.read(new TreeSet<>(ids), terms.billing());
  }

  // --- the proof

  /** Axelor's own counts, asked for at the end, must be what came. */
  private Iterator<Page> prove() {
    Counts counts = new Counts(talk, company);
    items =
        counts.terms(terms, Objects.requireNonNull(openTerms).total())
            + counts.lines(credits(), Objects.requireNonNull(openLines).total());
    return end();
  }

  /** Only now is there a proof: whoever stopped before has none. */
  private Iterator<Page> end() {
    whole = true;
    return none();
  }

  /** What direct:sweep-close is told. */
  Map<String, Object> close() {
    if (!whole) {
      throw talk.troubles("").lies("the reading was not read to its end");
    }
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("cursor", now().text());
    close.put("mark", now().mark());
    close.put("identity", identity);
    close.put("clock", talk.clock().toString());
    close.put("items", items);
    return close;
  }
}
