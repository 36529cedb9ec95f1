package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.Reaper;
import io.relance.flow.Receipts;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.support.Dispatch;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

/** routes/outbox.camel.yaml, as shipped: what a stopped node held is free again. */
class OutboxRouteTest extends ShippedRoute {
  private final Answers answers = new Answers();
  private final Dispatch dispatch = new Dispatch(database, clock());

  /** Stands for the courier: how often its answers were committed. */
  public static final class Answers {
    private int settled;

    public void settle() {
      settled++;
    }
  }

  @Override
  protected String file() {
    return "outbox";
  }

  @Override
  protected void bind(Registry registry) {
    Receipts.Stores stores =
        new Receipts.Stores(
            database,
            new OutboxStore(database, clock(), "n1"),
            new JournalStore(database),
            alerts,
            clock());
    registry.bind("courier", answers);
    registry.bind("reaper", new Reaper(stores, Duration.ofMinutes(5), Set.of("email"), 5));
  }

  @Test
  void whatWaitedForItsHoursGetsStaleFromTheDayTheyBegan() {
    dispatch.queue(1, 3);
    database.jdbc().sql("update run set business_day = current_date - 20").update();
    database
        .jdbc()
        .sql(
            """
            update act set business_day = current_date - 20,
              opens_on = case id when 1 then current_date when 2 then current_date - 19 end
            """)
        .update();

    runNow();

    assertThat(column("select state from act order by id"))
        .containsExactly("queued", "cancelled", "cancelled");
  }

  @Test
  void freesWhatAStoppedNodeClaimedAndDoubtsWhatItWasSending() {
    dispatch.queue(1, 2);
    database
        .jdbc()
        .sql(
            """
            update act set owner = 'dead', lease_until = now() - interval '1 minute',
              sending_at = case when account_id > (select min(account_id) from act) then now() end,
              state = case when account_id = (select min(account_id) from act) then 'claimed' else 'sending' end
            """)
        .update();

    runNow();

    assertThat(column("select state from act order by account_id"))
        .containsExactly("queued", "uncertain");
    assertThat(answers.settled).isPositive(); // twice when its own schedule fired meanwhile
  }
}
