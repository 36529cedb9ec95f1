package io.relance.jmx;

import io.relance.store.Held;
import io.relance.store.HoldStore;
import java.time.LocalDate;
import java.util.List;

final class AccountsBean implements AccountsMXBean {
  private final HoldStore holds;

  AccountsBean(HoldStore holds) {
    this.holds = holds;
  }

  @Override
  public List<String> getHeld() {
    return holds.list().stream().map(AccountsBean::line).toList();
  }

  private static String line(Held held) {
    return "%s (%s): %s since %s%s: %s"
        .formatted(
            held.who(),
            held.name(),
            held.why(),
            held.since(),
            held.until() == null ? "" : ", until " + held.until(),
            held.note());
  }

  @Override
  public List<String> hold(String key, String until, String reason) {
    LocalDate day = until.isBlank() ? null : LocalDate.parse(until.strip());
    return holds.hold(key, day, reason, Operator.name());
  }

  @Override
  public List<String> unhold(String key) {
    return holds.unhold(key, "", Operator.name());
  }

  @Override
  public List<String> answered(String key, String note) {
    return holds.answered(key, note, null, Operator.name());
  }

  @Override
  public String unblock(String address) {
    return holds.unblock(address, Operator.name());
  }
}
