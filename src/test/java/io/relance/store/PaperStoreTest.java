package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.outbox.Recipients.Contact;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaperStoreTest {
  private static Database database;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aNumberIsOneOfItsOwnDebtorsCountry() {
    Reminded ledger = new Reminded(database);
    long lead = ledger.account("paris");
    ledger.account("berlin");
    ledger.update(
        "update debtor set country = case key when 'paris' then 'FR' else 'DE' end", Map.of());
    ledger.update("update account_state set lead_id = :lead", Map.of("lead", lead));
    ledger.update(
        """
        insert into contact (debtor_id, key, role, mobile, phone)
        select id, key, 'billing', case key when 'paris' then '06 12 34 56 78' else '0151 23456789' end, 'at night only'
          from debtor
        """,
        Map.of());

    var papers = new PaperStore(database);
    assertThat(papers.addressees(List.of(lead), List.of(lead)).get(lead).contacts())
        .extracting(Contact::mobile, Contact::phone)
        .containsExactly(
            tuple("06 12 34 56 78", "at night only"), tuple("+4915123456789", "at night only"));
    assertThat(papers.addressees(List.of(lead), List.of()).get(lead).contacts()).hasSize(1);
  }
}
