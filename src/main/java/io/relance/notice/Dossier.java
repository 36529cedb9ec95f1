package io.relance.notice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one notice may say, in one currency.
 *
 * @param language the recipient's, two letters or a tag; null = the creditor's
 * @param overdue what is asked for; credits among them are negative
 * @param coming what falls due later; listed apart, asked for only by a notice before the due date
 * @param asked sum of what this notice asks for
 * @param deadline until when; null = none is named
 * @param reminders notices that the account has had before this one
 * @param house what the settings say of the company: signatory, executive, logo …
 * @param paid what this notice thanks for; it then asks for nothing
 */
public record Dossier(
    Creditor creditor,
    Debtor debtor,
    @Nullable String language,
    String currency,
    LocalDate today,
    List<Line> overdue,
    List<Line> coming,
    BigDecimal asked,
    @Nullable LocalDate deadline,
    int reminders,
    Map<String, String> house,
    List<Line> paid) {

  /** One that asks, of a company of which the settings say nothing. */
  public Dossier(
      Creditor creditor,
      Debtor debtor,
      @Nullable String language,
      String currency,
      LocalDate today,
      List<Line> overdue,
      List<Line> coming,
      BigDecimal asked,
      @Nullable LocalDate deadline,
      int reminders) {
    this(
        creditor, debtor, language, currency, today, overdue, coming, asked, deadline, reminders,
        Map.of(), List.of());
  }

  /** Who asks. */
  public record Creditor(
      String name,
      @Nullable String street,
      @Nullable String zip,
      @Nullable String city,
      @Nullable String iban,
      @Nullable String bic,
      @Nullable String phone,
      @Nullable String email,
      String language) {}

  /**
   * Who is asked.
   *
   * @param reference the number under which the creditor's books know them
   * @param contact the person written to
   * @param postal the lines of the address; empty = not known
   * @param phone the number that a person calls
   */
  public record Debtor(
      String name,
      @Nullable String reference,
      @Nullable String contact,
      List<String> postal,
      @Nullable String phone) {

    /** One whose number is not known. */
    public Debtor(
        String name, @Nullable String reference, @Nullable String contact, List<String> postal) {
      this(name, reference, contact, postal, null);
    }
  }

  /**
   * Whose books an item stands in, and how these call the debtor.
   *
   * @param name the company's
   * @param reference the number under which it knows the debtor
   */
  public record Books(String name, String reference) {}

  /**
   * One item; amounts are signed and in the dossier's currency.
   *
   * @param open what is open; of a paid one what was paid
   * @param books null = there is only one
   */
  public record Line(
      String number,
      @Nullable String reference,
      @Nullable LocalDate issued,
      LocalDate due,
      BigDecimal original,
      BigDecimal open,
      @Nullable String paymentLink,
      @Nullable Books books) {

    /** One of a debtor whom only one company's books know. */
    public Line(
        String number,
        @Nullable String reference,
        @Nullable LocalDate issued,
        LocalDate due,
        BigDecimal original,
        BigDecimal open,
        @Nullable String paymentLink) {
      this(number, reference, issued, due, original, open, paymentLink, null);
    }

    /** The same, with that amount in the place of what is open. */
    public Line with(BigDecimal amount) {
      return new Line(number, reference, issued, due, original, amount, paymentLink, books);
    }

    Line in(Books whose) {
      return new Line(number, reference, issued, due, original, open, paymentLink, whose);
    }

    boolean credit() {
      return open.signum() < 0;
    }

    long daysLate(LocalDate today) {
      return ChronoUnit.DAYS.between(due, today);
    }
  }
}
