package io.relance.connector.sage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One customer after the other becomes records; the same for both sources. */
final class Reader {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  private final Dossier dossier;
  private final Canonical canonical;
  private final Pager pager;
  private final Tally tally;

  Reader(Dossier dossier, Pager pager, Tally tally) {
    this.dossier = dossier;
    this.canonical = new Canonical(dossier.given());
    this.pager = pager;
    this.tally = tally;
  }

  Canonical canonical() {
    return canonical;
  }

  Standing standing(String party, List<Line> lines) {
    List<Line> counting =
        lines.stream()
            .filter(line -> line.posting().kind() != JournalKind.SITUATION)
            .filter(line -> dossier.given().isCustomers(line.posting().account()))
            .toList();
    return Standing.of(party, counting, dossier.yearsOr(counting));
  }

  /**
   * Hands a customer on, when he owes something, is owed something or is wanted anyhow.
   *
   * @param lines all of his, of all accounts
   * @param balance what they add up to, unrounded
   * @param settled which settled items are worth telling
   * @param paidSince payments from this day on are told; null = none
   */
  void customer(
      Party party,
      List<Line> lines,
      BigDecimal balance,
      Predicate<Line> settled,
      @Nullable LocalDate paidSince) {
    Standing standing = standing(party.code(), lines);
    tally.take(party.code(), lines.size(), balance, standing);
    List<Standing.Item> told =
        standing.items().stream()
            .filter(item -> item.open().signum() != 0 || settled.test(item.line()))
            .toList();
    if (!told.isEmpty()) {
      debtor(party, standing);
      told.forEach(item -> pager.add("item", canonical.item(party, item, standing.doubts())));
    }
    if (paidSince != null) {
      standing.payments().stream()
          .filter(payment -> payment.credit().kind() == JournalKind.TREASURY)
          .filter(payment -> !payment.credit().issued().isBefore(paidSince))
          .forEach(payment -> pager.add("payment", canonical.payment(party, payment)));
    }
  }

  void debtor(Party party, Standing standing) {
    pager.add("debtor", canonical.debtor(party, standing));
    canonical.contacts(party).forEach(contact -> pager.add("contact", contact));
    if (!standing.doubts().isEmpty()) {
      LOG.warn("Sage customer {} is held: {}", party.code(), standing.doubts());
    }
  }

  static Predicate<Line> touchedSince(LocalDateTime moment) {
    return line -> line.modified() != null && !line.modified().isBefore(moment);
  }
}
