package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.policy.Decision;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Decision.Outcome;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Reason;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionWriterTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");

  @BeforeEach
  void fill() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyColumnArrivesAsItWasDecided() {
    write(known(), decision("1240.500", "0", "-99999999999.999"));
    assertThat(
            text(
                """
                select row(from_day, policy, outcome, level, reason, args, until, overdue, credit, coming, item_ids, item_reasons,
                           item_levels, item_args, item_next)::text from decision"""))
        .isEqualTo(
            "(2026-11-21,,wait,0,payment-method,\"{\"\"Prélèvement \\\\\"\"SEPA\\\\\"\" \\\\\\\\\"\"}\",9999-12-31,"
                + "1240.500,0.000,-99999999999.999,\"{7,8}\",\"{dispute,not-yet}\",\"{0,2}\",\"{\"\"\"\",3|2026-12-01}\","
                + "\"{NULL,2026-12-01}\")");
  }

  @Test
  void anAccountWrittenMeanwhileKeepsItsMark() {
    Known before = known();
    database.jdbc().sql("update account_state set review_on = '-infinity'").update();
    write(before, decision("1", "0", "0"));
    assertThat(text("select review_on::text from account_state")).isEqualTo("-infinity");
    write(known(), decision("1", "0", "0"));
    assertThat(text("select review_on::text from account_state")).isEqualTo("9999-12-31");
  }

  @Test
  void whoeverSubscribedIsToldOfWhatIsInForceOnly() {
    write(known(), decision("5", "0", "0"));
    database.jdbc().sql("insert into subscriber values ('n8n', '{decided}')").update();
    Known before = known();
    database.jdbc().sql("update account_state set review_on = '-infinity'").update();
    write(before, decision("1", "0", "0"));
    assertThat(text("select count(*)::text from event")).isEqualTo("0");
    write(known(), decision("2", "0", "0"));
    assertThat(
            text("select type || (data::json->>'debtor') || (data::json->>'overdue') from event"))
        .isEqualTo("decidedD12.000");
  }

  @Test
  void anEqualAnswerWritesNothing() {
    write(known(), decision("1", "0", "0"));
    database.jdbc().sql("update account_state set review_on = '-infinity'").update();
    write(known(), decision("1.00", "0", "0"));
    assertThat(text("select count(*)::text from decision")).isEqualTo("1");
  }

  @Test
  void anAmountTooLargeToStoreLeavesTheOthersInTheLot() {
    DecisionLot lot = new DecisionLot(1, DAY);
    Decision tooLarge = decision("1000000000000000", "0", "0");
    assertThatThrownBy(() -> lot.add(known(), tooLarge)).isInstanceOf(ArithmeticException.class);
    lot.add(known(), decision("2", "0", "0"));
    write(lot);
    assertThat(text("select string_agg(overdue::text, ',') from decision")).isEqualTo("2.000");
  }

  @Test
  void aLotComesApartIntoItsAccounts() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01")
        .item("2", "D2", "EUR", "7", "2026-11-01")
        .pull();
    List<Known> all = all();
    DecisionLot lot = new DecisionLot(1, DAY);
    for (Known known : all) {
      lot.add(known, decision(known, String.valueOf(known.account().id()), "0", "0"));
    }
    assertThat(lot.accounts()).containsExactlyElementsOf(ids(all));
    lot.singles().forEach(this::write);
    assertThat(
            text(
                """
                select string_agg(d.account_id || ' ' || trunc(d.overdue), ',' order by s.account_id)
                  from account_state s join decision d on d.id = s.decision_id"""))
        .isEqualTo(ids(all).stream().map(id -> id + " " + id).collect(Collectors.joining(",")));
  }

  private static List<Long> ids(List<Known> all) {
    return all.stream().map(known -> known.account().id()).toList();
  }

  private Known known() {
    return all().get(0);
  }

  private List<Known> all() {
    List<Known> found = new ArrayList<>();
    new AccountStore(database).all(acme.company(), found::add);
    return found;
  }

  private void write(Known known, Decision decision) {
    DecisionLot lot = new DecisionLot(1, DAY);
    lot.add(known, decision);
    write(lot);
  }

  private void write(DecisionLot lot) {
    try (DecisionWriter writer = new DecisionWriter(database)) {
      writer.write(lot);
    }
  }

  private Decision decision(String overdue, String credit, String coming) {
    return decision(known(), overdue, credit, coming);
  }

  private static Decision decision(Known known, String overdue, String credit, String coming) {
    return new Decision(
        known.account().id(),
        null,
        Outcome.WAIT,
        0,
        Purpose.OVERDUE,
        Reason.of(Reason.Code.PAYMENT_METHOD, "Prélèvement \"SEPA\" \\"),
        Decision.NEVER,
        new BigDecimal(overdue),
        new BigDecimal(credit),
        new BigDecimal(coming),
        List.of(
            new ItemDecision(7, Reason.of(Reason.Code.DISPUTE), 0, null),
            new ItemDecision(
                8,
                Reason.of(Reason.Code.NOT_YET, 3, "2026-12-01"),
                2,
                LocalDate.parse("2026-12-01"))),
        List.of());
  }

  private String text(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }
}
