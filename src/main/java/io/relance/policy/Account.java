package io.relance.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may look at: one debtor in one company and one currency, with its open items.
 *
 * @param company "source/company key"
 * @param policy the policy named on the debtor, null = by segment
 * @param holdUntil the last day of a hold
 * @param lastContact business day of the last debtor-facing act that was sent or is uncertain
 * @param reach whom one can write to, in the order of roles of the send route
 * @param party all accounts of the same debtor in this currency, the one that speaks for them
 *     first, each by itself; empty = it is alone (decision 0003)
 * @param contacted the last days on which it was contacted, as lastContact counts, newest first
 * @param holds of the hub's own, the first that counts first
 * @param paid what it paid lately of what it was reminded of, and was not thanked for; empty where
 *     no policy thanks
 */
public record Account(
    long id,
    String company,
    String currency,
    @Nullable String country,
    @Nullable String language,
    @Nullable String category,
    Set<String> tags,
    @Nullable Boolean business,
    @Nullable String policy,
    @Nullable String paymentMethod,
    boolean excluded,
    boolean dispute,
    @Nullable LocalDate holdUntil,
    Reach reach,
    @Nullable LocalDate lastContact,
    List<Item> items,
    List<Account> party,
    List<LocalDate> contacted,
    List<Hold> holds,
    List<Paid> paid) {

  /** An account that is nobody else's double. */
  public Account(
      long id,
      String company,
      String currency,
      @Nullable String country,
      @Nullable String language,
      @Nullable String category,
      Set<String> tags,
      @Nullable Boolean business,
      @Nullable String policy,
      @Nullable String paymentMethod,
      boolean excluded,
      boolean dispute,
      @Nullable LocalDate holdUntil,
      Reach reach,
      @Nullable LocalDate lastContact,
      List<Item> items) {
    this(
        id,
        company,
        currency,
        country,
        language,
        category,
        tags,
        business,
        policy,
        paymentMethod,
        excluded,
        dispute,
        holdUntil,
        reach,
        lastContact,
        items,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same account with another last contact and other items. */
  public Account with(@Nullable LocalDate contact, List<Item> others) {
    return with(contact, others, party, contacted);
  }

  /** The same account before it was contacted on these days, with other items. */
  public Account before(Set<LocalDate> contacts, List<Item> others) {
    var days = contacted.stream().filter(on -> !contacts.contains(on)).toList();
    return with(contacts.contains(lastContact) ? null : lastContact, others, party, days);
  }

  /** The same account among those of its party, itself in it. */
  public Account among(List<Account> all) {
    return with(lastContact, items, all, contacted);
  }

  /** The same account, last contacted on these days. */
  public Account contacted(List<LocalDate> days) {
    return with(lastContact, items, party, days);
  }

  /** The same account, held so. */
  public Account held(List<Hold> all) {
    return with(lastContact, items, party, contacted, all, paid);
  }

  /** The same account, having paid these. */
  public Account paid(List<Paid> lately) {
    return with(lastContact, items, party, contacted, holds, lately);
  }

  private Account with(
      @Nullable LocalDate contact, List<Item> others, List<Account> all, List<LocalDate> contacts) {
    return with(contact, others, all, contacts, holds, paid);
  }

  private Account with(
      @Nullable LocalDate contact,
      List<Item> others,
      List<Account> all,
      List<LocalDate> contacts,
      List<Hold> held,
      List<Paid> lately) {
    return new Account(
        id,
        company,
        currency,
        country,
        language,
        category,
        tags,
        business,
        policy,
        paymentMethod,
        excluded,
        dispute,
        holdUntil,
        reach,
        contact,
        others,
        all,
        contacts,
        held,
        lately);
  }
}
