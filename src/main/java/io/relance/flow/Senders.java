package io.relance.flow;

import io.relance.outbox.Address;
import io.relance.store.PaperStore.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who an e-mail is from: what the settings say of the company, else of the hub, else what the ERP
 * knows of it.
 */
public final class Senders {
  private final String hub;
  private final Function<String, Map<String, String>> words;

  /**
   * @param hub sender of all e-mails of companies that name none; empty = each one's own e-mail
   * @param words what the settings say of a company, by its SOURCE/KEY
   */
  public Senders(String hub, Function<String, Map<String, String>> words) {
    this.hub = hub;
    this.words = words;
  }

  /**
   * What stands in the e-mail.
   *
   * @param replyTo null = the sender
   */
  record From(String address, String name, @Nullable String replyTo) {}

  /** What the settings say of that company. */
  Map<String, String> words(Sender sender) {
    return words.apply(sender.source() + "/" + sender.company());
  }

  /**
   * The sender of that company's e-mails.
   *
   * @param executive the level's words are signed by the executive
   * @throws IllegalStateException when nobody can be
   */
  From of(Sender sender, boolean executive) {
    Map<String, String> said = words(sender);
    String address =
        first(executive ? said.get("executive-from") : "", said.get("from"), hub, own(sender))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "company %s has no usable e-mail to write from: set it in the ERP, relance.company.%s/%s.from or relance.mail.from"
                            .formatted(
                                sender.creditor().name(), sender.source(), sender.company())));
    String company = said.getOrDefault("from-name", sender.creditor().name());
    String person = executive ? said.getOrDefault("executive", "").split(",")[0].strip() : "";
    return new From(
        address,
        person.isEmpty() ? company : person + ", " + company,
        first(said.get("reply-to"), own(sender)).orElse(null));
  }

  private static @Nullable String own(Sender sender) {
    return sender.creditor().email();
  }

  /** The first of them that names a usable address. */
  private static Optional<String> first(@Nullable String... fields) {
    return Stream.of(fields)
        .flatMap(field -> Address.in(field == null ? "" : field).good().stream())
        .findFirst();
  }
}
