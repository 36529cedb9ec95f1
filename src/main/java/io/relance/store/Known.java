package io.relance.store;

import io.relance.policy.Account;
import io.relance.policy.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it was read.
 *
 * @param version changes with every write to the account's state: who writes later must find it
 *     unchanged
 * @param digest of the decision in force; null = none yet
 * @param lead the account that speaks for its party; null = it is alone
 */
public record Known(Account account, long version, @Nullable Long digest, @Nullable Long lead) {

  Known with(List<Item> items) {
    return new Known(account.with(account.lastContact(), items), version, digest, lead);
  }

  Known among(List<Account> party) {
    return new Known(account.among(party), version, digest, lead);
  }
}
