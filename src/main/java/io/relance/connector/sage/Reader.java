package io.relance.connector.sage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * @param touched which lines moved: what their groups settle is told too
   * @param paidSince payments from this day on are told; null = none
   */
  void customer(
      Party party,
      List<Line> lines,
      BigDecimal balance,
      Predicate<Line> touched,
      @Nullable LocalDate paidSince) {
    Standing standing = standing(party.code(), lines);
    List<Standing.Item> told = told(standing, settled(party.code(), lines, touched));
    tally.take(party.code(), lines.size(), balance, standing);
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

  private static List<Standing.Item> told(Standing standing, Predicate<Standing.Item> settled) {
    return Stream.concat(
            standing.items().stream()
                .filter(item -> item.open().signum() != 0 || settled.test(item)),
            standing.past().stream()
                .filter(item -> item.open().signum() == 0 && settled.test(item)))
        .toList();
  }

  /**
   * Somebody else's line may settle an item whose own did not move: a payment joins its letter, or
   * an older invoice leaves a partial one. What was told as open before is told again.
   */
  private Predicate<Standing.Item> settled(
      String party, List<Line> lines, Predicate<Line> touched) {
    Set<String> groups =
        lines.stream().filter(touched).map(Reader::group).collect(Collectors.toSet());
    Set<String> before = tally.keys(party);
    return item ->
        before.contains(item.key())
            || groups.contains(group(item.line()))
            || !groups.isEmpty() && Line.Letter.isPartial(Lettering.code(item.line()));
  }

  private static String group(Line line) {
    return line.posting().account() + "|" + Lettering.code(line);
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
