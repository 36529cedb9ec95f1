package io.relance.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the hub keeps what ERPs with OAuth2 gave it, for all of its nodes. Bound as {@code grants};
 * the hub's own stand in its database.
 */
public interface Grants {

  /**
   * What one ERP gave.
   *
   * @param refresh renews it; with some ERPs once only
   * @param access shown with each call, null = none yet
   * @param until when the access token ends
   * @param refused why the ERP does not accept it any more, null = it does
   */
  record Grant(
      String refresh, @Nullable String access, @Nullable Instant until, @Nullable String refused) {

    /** The refresh token alone: the first use fetches the rest. */
    public static Grant of(String refresh) {
      return new Grant(refresh, null, null, null);
    }

    /** The same, not accepted any more. */
    public Grant refused(String why) {
      return new Grant(refresh, null, null, why);
    }

    boolean serves(Instant now) {
      return access != null && until != null && now.isBefore(until);
    }

    /** Never a token. */
    @Override
    public String toString() {
      return refused == null ? "a grant until " + until : "a refused grant: " + refused;
    }
  }

  /** What is known of that source. */
  Optional<Grant> find(String source);

  /** Takes the first one, unless there is one already. */
  void begin(String source, Grant first);

  /** Takes a new one in place of whatever there was: a person authorised the hub. */
  void put(String source, Grant grant);

  /**
   * Renews it. One caller at a time among all threads and nodes gets the one that is there and
   * answers with the one that takes its place (the same = somebody else renewed it meanwhile); that
   * is committed before this returns, and so before anybody uses it.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  Grant renew(String source, UnaryOperator<Grant> how);

  /** Kept in this JVM only, for trials without a hub: a renewed grant is lost with it. */
  static Grants passing() {
    Map<String, Grant> kept = new ConcurrentHashMap<>();
    return new Grants() {
      @Override
      public Optional<Grant> find(String source) {
        return Optional.ofNullable(kept.get(source));
      }

      @Override
      public void begin(String source, Grant first) {
        kept.putIfAbsent(source, first);
      }

      @Override
      public void put(String source, Grant grant) {
        kept.put(source, grant);
      }

      @Override
      public synchronized Grant renew(String source, UnaryOperator<Grant> how) {
        Grant renewed = how.apply(find(source).orElseThrow());
        kept.put(source, renewed);
        return renewed;
      }
    };
  }
}
