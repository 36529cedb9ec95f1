package io.relance.outbox;

import io.relance.policy.Reaches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * To whom a message goes: the level's role, else billing, else dunning, else general. The first
 * role that has a usable address is taken, with all its addresses; of mobile numbers, the first.
 *
 * @param to e-mail addresses, numbers, or the lines of one postal address; empty = nobody can be
 *     written to, or nobody is meant to be
 * @param name of the first person of that role
 * @param language the first that one of that role prefers; null = not known
 * @param told nobody is left to write to but those whom another message of the same level reaches
 * @param remarks what a person should mend, although the message leaves
 */
public record Recipients(
    List<String> to,
    @Nullable String name,
    @Nullable String language,
    boolean told,
    List<String> remarks) {

  /** Somebody at the debtor's, in the order in which the ERP's keys sort. */
  public record Contact(
      String role,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String mobile,
      @Nullable String language,
      boolean noMail,
      boolean noCall) {}

  /**
   * All that is known of where a debtor can be reached.
   *
   * @param country two letters, for numbers without their own; null = not known
   * @param postal the lines of its address, as they stand on an envelope; empty = not complete
   */
  public record People(List<Contact> contacts, @Nullable String country, List<String> postal) {

    /** Every e-mail address and mobile number among them that can be used. */
    public Set<String> addresses() {
      Set<String> all = new LinkedHashSet<>();
      for (Contact one : contacts) {
        all.addAll(emails(one, new ArrayList<>()));
        all.addAll(mobile(one, country, new ArrayList<>()));
      }
      return all;
    }
  }

  /** The number that a person calls, as the ERP writes it; who must not be called has none. */
  public static @Nullable String phone(String role, People people) {
    for (String wanted : roles(role)) {
      for (Contact one : people.contacts()) {
        String number = one.phone() == null || one.phone().isBlank() ? one.mobile() : one.phone();
        if (one.role().equals(wanted) && !one.noCall() && number != null && !number.isBlank()) {
          return number.strip();
        }
      }
    }
    return null;
  }

  /**
   * Chooses among them.
   *
   * @param before the roles that other messages of the level go to, by the same channel and first:
   *     whom they reach is not written to twice
   * @param blocked addresses and numbers that bounced or were refused, in lower case
   */
  public static Recipients choose(
      Reaches reaches, String role, List<String> before, People people, Set<String> blocked) {
    if (reaches == Reaches.POST || reaches == Reaches.NOBODY) {
      return named(role, people, reaches == Reaches.POST ? people.postal() : List.of());
    }
    Set<String> told = new HashSet<>();
    for (String other : before) {
      choose(reaches, other, people, blocked, told).to().forEach(one -> told.add(lower(one)));
    }
    Recipients mine = choose(reaches, role, people, blocked, told);
    boolean nobodyElse =
        mine.to().isEmpty() && !choose(reaches, role, people, blocked, Set.of()).to().isEmpty();
    return nobodyElse ? new Recipients(List.of(), null, null, true, mine.remarks()) : mine;
  }

  private static Set<String> roles(String first) {
    return new LinkedHashSet<>(List.of(first, "billing", "dunning", "general"));
  }

  /** The person is named, and need not have an address of his own. */
  private static Recipients named(String role, People people, List<String> to) {
    for (String wanted : roles(role)) {
      List<Contact> some = people.contacts().stream().filter(c -> c.role().equals(wanted)).toList();
      if (!some.isEmpty()) {
        return new Recipients(to, name(some), language(some), false, List.of());
      }
    }
    return new Recipients(to, null, null, false, List.of());
  }

  private static Recipients choose(
      Reaches reaches, String role, People people, Set<String> blocked, Set<String> told) {
    List<String> remarks = new ArrayList<>();
    for (String wanted : roles(role)) {
      List<Contact> some =
          people.contacts().stream()
              .filter(c -> c.role().equals(wanted))
              .filter(c -> reaches == Reaches.EMAIL ? !c.noMail() : !c.noCall())
              .toList();
      List<String> to =
          usable(reaches, some, people.country(), blocked, remarks).stream()
              .filter(one -> !told.contains(lower(one)))
              .limit(reaches == Reaches.MOBILE ? 1 : Integer.MAX_VALUE)
              .toList();
      if (!to.isEmpty()) {
        return new Recipients(to, name(some), language(some), false, List.copyOf(remarks));
      }
    }
    return new Recipients(List.of(), null, null, false, List.copyOf(remarks));
  }

  private static List<String> usable(
      Reaches reaches,
      List<Contact> people,
      @Nullable String country,
      Set<String> blocked,
      List<String> remarks) {
    Set<String> to = new LinkedHashSet<>();
    for (Contact person : people) {
      List<String> found =
          reaches == Reaches.EMAIL ? emails(person, remarks) : mobile(person, country, remarks);
      for (String good : found) {
        if (blocked.contains(lower(good))) {
          remarks.add("\"" + good + "\" was refused or bounced before");
        } else {
          to.add(good);
        }
      }
    }
    return List.copyOf(to);
  }

  private static List<String> emails(Contact person, List<String> remarks) {
    Address address = Address.in(person.email() == null ? "" : person.email());
    remarks.addAll(address.bad());
    return address.good();
  }

  /** The mobile, else the telephone when that is one. */
  private static List<String> mobile(
      Contact person, @Nullable String country, List<String> remarks) {
    PhoneNumber mobile = PhoneNumber.in(person.mobile(), country);
    remarks.addAll(mobile.bad());
    if (!mobile.good().isEmpty()) {
      return mobile.good();
    }
    PhoneNumber phone = PhoneNumber.in(person.phone(), country);
    if (phone.good().isEmpty()) {
      remarks.addAll(phone.bad());
    }
    return phone.good();
  }

  private static String lower(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String name(List<Contact> people) {
    return people.stream()
        .map(Contact::name)
        .filter(n -> n != null && !n.isBlank())
        .findFirst()
        .map(Address::printable)
        .orElse(null);
  }

  private static @Nullable String language(List<Contact> people) {
    return people.stream()
        .map(Contact::language)
        .filter(language -> language != null && !language.isBlank())
        .findFirst()
        .orElse(null);
  }

  /**
   * Why these must not be written to: they are the creditor's own, or too many debtors share them.
   * Empty = they may.
   *
   * @param own the company's own addresses and numbers
   * @param debtors how many debtors name an address
   */
  public String objection(Collection<String> own, ToIntFunction<String> debtors, Sharing sharing) {
    for (String address : to) {
      if (sharing.allows(address)) {
        continue;
      } else if (own.stream().anyMatch(mine -> same(mine, address))) {
        return "%s belongs to the creditor%s".formatted(address, REMEDY);
      } else if (debtors.applyAsInt(address) > sharing.most()) {
        return "%s is the address of %d debtors (at most %d may share one)%s"
            .formatted(address, debtors.applyAsInt(address), sharing.most(), REMEDY);
      }
    }
    return "";
  }

  private static final String REMEDY =
      ": correct the contact in the ERP, or, if it is right, name the address in relance.mail.shared.allow";

  private static boolean same(String mine, String address) {
    String domain = Address.domainOf(mine);
    return mine.equalsIgnoreCase(address)
        || (!FREE.contains(domain) && domain.equals(Address.domainOf(address)));
  }

  /** Where sharing a domain says nothing about belonging together. */
  private static final Set<String> FREE =
      Set.of(
          "gmail.com",
          "outlook.com",
          "outlook.fr",
          "hotmail.com",
          "hotmail.fr",
          "live.fr",
          "yahoo.com",
          "yahoo.fr",
          "orange.fr",
          "wanadoo.fr",
          "free.fr",
          "sfr.fr",
          "laposte.net",
          "icloud.com",
          "gmx.de",
          "gmx.net",
          "web.de");
}
