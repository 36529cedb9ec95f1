package io.relance.notice;

import io.relance.notice.Dossier.Books;
import io.relance.notice.Dossier.Creditor;
import io.relance.notice.Dossier.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words that templates may use, documented in templates/README.md; null means "not known". */
final class Model {
  private static final Pattern WEB = Pattern.compile("https?://[^\\s\"<>]+");

  private final Dossier dossier;
  private final Format format;

  Model(Dossier dossier, Format format) {
    this.dossier = dossier;
    this.format = format;
  }

  Map<String, @Nullable Object> asMap() {
    List<Row> overdue = rows(dossier.overdue());
    List<Row> coming = rows(dossier.coming());
    boolean asks = dossier.paid().isEmpty() && dossier.asked().signum() > 0;
    List<Line> about = about();
    List<Line> asked = asks ? about : List.of();
    Words model = new Words();
    model.put("creditor", dossier.creditor());
    model.put("debtor", dossier.debtor());
    model.put("overdue", overdue);
    model.put("coming", coming);
    model.put("overdueTotal", total(dossier.overdue()));
    model.put("comingTotal", total(dossier.coming()));
    model.put("asked", format.money(dossier.asked(), dossier.currency()));
    model.put("paid", rows(dossier.paid()).stream().map(Row::settled).toList());
    model.put("paidTotal", total(dossier.paid()));
    model.put("first", rows(about).stream().filter(r -> !r.credit()).findFirst().orElse(null));
    model.put("count", about.stream().filter(l -> !l.credit()).count());
    model.put("deadline", dossier.deadline() == null ? null : format.date(dossier.deadline()));
    model.put("today", format.date(dossier.today()));
    model.put("reminders", dossier.reminders());
    model.put("house", dossier.house());
    model.put("iban", asks ? grouped(dossier.creditor().iban()) : null);
    model.put("reference", reference(asked));
    model.when("rf", () -> structured(asked).map(CreditorReference::printed).orElse(null));
    model.when("qr", () -> !asks ? null : transfer(asked).flatMap(Transfer::payload).orElse(null));
    model.when("statement", () -> rows(all()));
    model.when("balance", () -> total(all()));
    model.when("ageing", this::ageing);
    model.put("paymentLink", onlyLink(asked));
    return model;
  }

  /** Some words take long to make and are said by letters only: they are made when asked for. */
  private static final class Words extends HashMap<String, @Nullable Object> {
    private interface Maker extends Supplier<@Nullable Object> {}

    void when(String name, Maker maker) {
      put(name, maker);
    }

    @Override
    public @Nullable Object get(Object name) {
      Object word = super.get(name);
      if (word instanceof Maker maker) {
        word = maker.get();
        put((String) name, word);
      }
      return word;
    }
  }

  /** What it asks for, tells of or thanks for. */
  private List<Line> about() {
    return Stream.of(dossier.paid(), dossier.overdue(), dossier.coming())
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Row> rows(List<Line> lines) {
    List<Row> rows = new ArrayList<>();
    BigDecimal running = BigDecimal.ZERO;
    for (Line line : sorted(lines).toList()) {
      running = running.add(line.open());
      rows.add(row(line, running));
    }
    return rows;
  }

  private List<Line> all() {
    return Stream.concat(dossier.overdue().stream(), dossier.coming().stream()).toList();
  }

  /** By due date, credits last. */
  private static Stream<Line> sorted(List<Line> lines) {
    return lines.stream()
        .sorted(
            Comparator.comparing(Line::credit)
                .thenComparing(Line::due)
                .thenComparing(Line::number));
  }

  private Row row(Line line, BigDecimal running) {
    return new Row(
        line.number(),
        line.reference(),
        line.issued() == null ? null : format.date(line.issued()),
        format.date(line.due()),
        Math.max(0, line.daysLate(dossier.today())),
        format.money(line.original(), dossier.currency()),
        format.money(line.open(), dossier.currency()),
        line.credit(),
        web(line.paymentLink()),
        ours(line.books()),
        format.money(running, dossier.currency()));
  }

  /** Where items of several books stand side by side, each says whose it is. */
  private @Nullable String ours(@Nullable Books books) {
    List<Books> all =
        Stream.concat(all().stream(), dossier.paid().stream()).map(Line::books).distinct().toList();
    if (books == null || all.size() < 2) {
      return null;
    }
    boolean one = all.stream().allMatch(b -> b != null && b.name().equals(books.name()));
    return one || books.name().isEmpty()
        ? books.reference()
        : books.name() + ", " + books.reference();
  }

  private String total(List<Line> lines) {
    BigDecimal sum = lines.stream().map(Line::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    return format.money(sum, dossier.currency());
  }

  /**
   * One button is honest only when one invoice is asked for; each row carries its own link else.
   */
  private static @Nullable String onlyLink(List<Line> asked) {
    return asked.size() == 1 ? web(asked.get(0).paymentLink()) : null;
  }

  /** A link from the ERP is used only when it leads to a web page. */
  private static @Nullable String web(@Nullable String link) {
    return link != null && WEB.matcher(link).matches() ? link : null;
  }

  /** What a transfer may carry: at most 140 characters (SEPA, unstructured remittance). */
  private String reference(List<Line> asked) {
    String numbers =
        sorted(asked).filter(l -> !l.credit()).map(Line::number).collect(Collectors.joining(", "));
    String known = dossier.debtor().reference();
    return numbers.length() <= 140 ? numbers : known == null ? numbers.substring(0, 140) : known;
  }

  /** Of the one invoice asked for, else of the debtor's number: what a bank can match by itself. */
  private Optional<CreditorReference> structured(List<Line> asked) {
    List<Line> owed = asked.stream().filter(line -> !line.credit()).toList();
    String number = owed.size() == 1 ? owed.get(0).number() : dossier.debtor().reference();
    return number == null ? Optional.empty() : CreditorReference.of(number);
  }

  /** Only euros are paid by a SEPA transfer. */
  private Optional<Transfer> transfer(List<Line> asked) {
    Creditor creditor = dossier.creditor();
    if (creditor.iban() == null || !dossier.currency().equals("EUR")) {
      return Optional.empty();
    }
    return Optional.of(
        new Transfer(
            creditor.name(),
            creditor.iban(),
            creditor.bic(),
            dossier.asked(),
            structured(asked).orElse(null),
            reference(asked)));
  }

  private List<Bucket> ageing() {
    Ageing ageing = Ageing.of(all(), dossier.today());
    return List.of(
        bucket("notDue", ageing.notDue()),
        bucket("to30", ageing.to30()),
        bucket("to60", ageing.to60()),
        bucket("to90", ageing.to90()),
        bucket("over90", ageing.over90()),
        bucket("credits", ageing.credits()));
  }

  private Bucket bucket(String key, BigDecimal amount) {
    return new Bucket(key, format.money(amount, dossier.currency()), amount.signum() == 0);
  }

  private static @Nullable String grouped(@Nullable String iban) {
    return iban == null ? null : iban.replaceAll("\\s", "").replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** One line of a table, as it is printed. */
  public record Row(
      String number,
      @Nullable String reference,
      @Nullable String issued,
      String due,
      long daysLate,
      String original,
      String open,
      boolean credit,
      @Nullable String link,
      @Nullable String ours,
      String running) {

    /** Nothing is late of it, and there is nothing to pay. */
    Row settled() {
      return new Row(
          number, reference, issued, due, 0, original, open, credit, null, ours, running);
    }
  }

  /** What of the debt is as old as the label of that key says. */
  public record Bucket(String key, String amount, boolean none) {}
}
