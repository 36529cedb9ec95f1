package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.outbox.BusinessDays;
import io.relance.outbox.MessageId;
import io.relance.returns.Returned;
import io.relance.returns.Sorting;
import io.relance.store.AlertStore;
import io.relance.store.Held;
import io.relance.store.HoldStore;
import io.relance.store.ReturnStore;
import io.relance.store.ReturnStore.Place;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what came back from its mailbox, bound as {@code replies}: each mail in a commit of its
 * own, marked in the mailbox after it. A crash between leaves a mail to be marked, never one to be
 * taken twice. A mail that cannot be taken twice in a row is left to a person; the others go on.
 */
public final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final String ALERT = "replies";
  private static final int MOST_AT_ONCE = 500;

  /** Bytes of a mail that are looked at and kept; a larger one is read as far as that. */
  static final int MOST_BYTES = 2 << 20;

  private static final Duration REFUSED_REST = Duration.ofMinutes(15);

  /** Of a mailbox that was never read, or was made anew. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  private final Mailbox.Where where;
  private final int remindDays;
  private final Returning returning;
  private final ReturnStore returns;
  private final HoldStore holds;
  private final AlertStore alerts;
  private final Clock clock;
  private @Nullable Place failed;
  private volatile Instant restsUntil = Instant.MIN;
  private final Sorting sorting = new Sorting(MessageId.OURS);

  /**
   * @param where with an empty host, nothing is read
   * @param remindDays business days after which an unanswered reply is said again
   */
  public Replies(
      Mailbox.Where where,
      int remindDays,
      Returning returning,
      ReturnStore returns,
      HoldStore holds,
      Receipts.Stores stores) {
    this.where = where;
    this.remindDays = remindDays;
    this.returning = returning;
    this.returns = returns;
    this.holds = holds;
    this.alerts = stores.alerts();
    this.clock = stores.clock();
  }

  /**
   * Takes what is new. Trouble with the mailbox is an alert; the next time tries again, but one
   * that refuses our login only after a while: too many refusals lock accounts.
   */
  public void collect() {
    if (where.host().isEmpty()) {
      return;
    }
    if (!clock.instant().isBefore(restsUntil)) {
      look();
    }
    remind();
  }

  private void look() {
    try (Mailbox mailbox = Mailbox.open(where)) {
      collect(mailbox);
      alerts.clear(ALERT, where.name());
    } catch (MessagingException | SourceTrouble e) {
      if (e instanceof AuthenticationFailedException) {
        restsUntil = clock.instant().plus(REFUSED_REST);
      }
      String message =
          "%s cannot be read: %s; correct relance.replies.*, bounces and answers wait in it"
              .formatted(where, Cause.of(e));
      if (alerts.raise(ALERT, where.name(), message)) {
        LOG.error("{}", message);
      }
    }
  }

  /**
   * Opens the mailbox and closes it; answers with what went wrong. Empty too when there is none.
   */
  public Optional<String> trouble() {
    if (where.host().isEmpty()) {
      return Optional.empty();
    }
    try (Mailbox mailbox = Mailbox.open(where)) {
      LOG.debug("{} is open, its numbers are of {}", where, mailbox.validity());
      return Optional.empty();
    } catch (MessagingException | SourceTrouble e) {
      return Optional.of("%s cannot be read: %s".formatted(where, Cause.of(e)));
    }
  }

  private void collect(Mailbox mailbox) throws MessagingException {
    long validity = mailbox.validity();
    putAway(mailbox, validity);
    List<Long> fresh = fresh(mailbox, validity);
    for (long uid : fresh.subList(0, Math.min(fresh.size(), MOST_AT_ONCE))) {
      if (!take(mailbox, new Place(where.name(), validity, uid))) {
        break; // its message is being sent this very moment
      }
    }
    putAway(mailbox, validity);
  }

  private List<Long> fresh(Mailbox mailbox, long validity) throws MessagingException {
    OptionalLong highest = returns.highest(where.name(), validity);
    if (highest.isPresent()) {
      return mailbox.after(highest.getAsLong());
    }
    Instant from = returns.last(where.name()).orElse(clock.instant());
    return mailbox.since(from.minus(LOOK_BACK));
  }

  private boolean take(Mailbox mailbox, Place place) throws MessagingException {
    Optional<byte[]> bytes = mailbox.read(place.uid(), MOST_BYTES);
    if (bytes.isEmpty()) {
      return true;
    }
    Returned mail = sorting.of(bytes.get());
    LOG.debug("{} {}: {}", where, place.uid(), mail.kind());
    try {
      return returning.take(place, mail, bytes.get());
    } catch (RuntimeException e) {
      if (!place.equals(failed)) {
        failed = place; // the database's fault, perhaps
        throw e;
      }
      LOG.error("{} {} cannot be taken", where, place.uid(), e);
      returning.leave(place, mail.print());
      return true;
    }
  }

  private void putAway(Mailbox mailbox, long validity) throws MessagingException {
    List<Long> uids = returns.toPutAway(where.name(), validity);
    if (!uids.isEmpty()) {
      mailbox.putAway(uids);
      returns.putAway(where.name(), validity, uids);
    }
  }

  private void remind() {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    for (Held held : holds.unanswered(BusinessDays.before(today, remindDays), today)) {
      alerts.raise(
          HoldStore.ALERT,
          held.who(),
          "%s; nobody has answered since %s"
              .formatted(Returning.waits(held.name(), held.note(), held.who()), held.since()));
    }
  }
}
