package io.relance.connector.sage;

import io.relance.connector.Page;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.sage.Buckets.Taken;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An export that was read to its end, as pages: a bucket of customers at a time. */
final class ExportPages implements Iterator<Page> {
  private static final int PAYMENTS_MONTHS = 12;

  private final ExportReading reading;
  private final Dossier dossier;
  private final @Nullable LocalDate paidSince;
  private final Pager pager;
  private final Tally tally = new Tally();
  private final Reader reader;
  private Iterator<Page> ready;
  private int bucket;
  private long entries;

  ExportPages(ExportReading reading, String company, @Nullable LocalDate today, int pageSize) {
    this.reading = reading;
    this.dossier = reading.dossier();
    this.paidSince = today == null ? null : today.minusMonths(PAYMENTS_MONTHS);
    this.pager = new Pager(pageSize);
    this.reader = new Reader(dossier, pager, tally);
    pager.add("company", reader.canonical().company(company, dossier.company()));
    this.ready = pager.pages().iterator();
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && bucket < reading.buckets().count()) {
      customers(reading.buckets().list(bucket++));
      ready = pager.pages().iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Page next() {
    hasNext();
    return ready.next();
  }

  private void customers(List<Taken> records) {
    Map<String, List<Taken>> parties = new TreeMap<>();
    entries += of(records, "#MECG").size();
    records.stream()
        .filter(record -> reading.isCustomer(record.party()))
        .forEach(
            record -> parties.computeIfAbsent(record.party(), p -> new ArrayList<>()).add(record));
    parties.values().forEach(this::customer);
  }

  private void customer(List<Taken> records) {
    Party party = ExportFields.party(of(records, "#MPCT").get(0), of(records, "#MCTT"));
    List<Taken> entries = of(records, "#MECG");
    reader.customer(
        party,
        entries.stream().map(entry -> ExportFields.line(entry, dossier)).toList(),
        entries.stream().map(ExportFields::signed).reduce(BigDecimal.ZERO, BigDecimal::add),
        line -> false,
        paidSince);
  }

  private static List<Taken> of(List<Taken> records, String flag) {
    return records.stream().filter(record -> record.flag().equals(flag)).toList();
  }

  String identity() {
    return ("Sage 100 text export of " + dossier.identity()).strip();
  }

  /** Every line that was read must have come back. */
  Map<String, Object> proof() {
    if (entries != reading.entries()) {
      throw new SourceTrouble(
          Kind.LIES,
          "Sage 100 text export: %d ledger lines were read, %d came back from the disk. What to do: check the disk of the hub's temporary folder."
              .formatted(reading.entries(), entries));
    }
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("items", tally.items());
    proof.put("totals", tally.totals());
    return proof;
  }
}
