package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.outbox.Recipients.Contact;
import io.relance.policy.Reach;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperStoreTest {
  private final Database database = TestDatabase.fresh();

  @AfterEach
  void close() {
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

  /** What the plan promises and what the sender finds is one thing. */
  @ParameterizedTest
  @CsvSource({
    "'', , FR, 06 12 34 56 78, +33612345678",
    "'', FR 40 303265045, FR, 06 12 34 56 78, +33612345678",
    "'', /, FR, 06 12 34 56 78, +33612345678",
    "'', , FR, 01 42 68 53 00,",
    "'', BE0123456749, FR, 0470 12 34 56, +32470123456",
    "'', CHE123456788, FR, 079 123 45 67, +41791234567",
    "'', SIREN 552100554, FR, 06 12 34 56 78, +33612345678",
    "'', Non assujetti 2024, FR, 06 12 34 56 78, +33612345678",
    "'', CHE-123.456.788 MWST, FR, 079 123 45 67, +41791234567",
    "'', EL123456783, FR, 690 123 4567, +306901234567",
    "BE, FR40303265045, FR, 0470 12 34 56, +32470123456",
    "'', , BE, 0470 12 34 56, +32470123456",
  })
  void aNumberWithoutACountryIsOneOfItsDebtorsElseOfTheCreditors(
      String country, String vat, String home, String typed, String found) {
    Reminded ledger = new Reminded(database);
    long account = ledger.account("dupont");
    ledger.update("update company set country = :home", Map.of("home", home));
    ledger.update("update debtor set country = nullif(:country, '')", Map.of("country", country));
    ledger.update(
        "update debtor set vat = nullif(:vat, '')", Map.of("vat", vat == null ? "" : vat));
    ledger.update(
        "insert into contact (debtor_id, key, role, mobile) select id, key, 'billing', :typed from debtor",
        Map.of("typed", typed));

    var people = new PaperStore(database).addressees(List.of(account), List.of()).get(account);
    assertThat(people.people().addresses()).isEqualTo(found == null ? Set.of() : Set.of(found));
    var faces = new PlanStore(database).faces(List.of(account), List.of());
    assertThat(faces.get(account).people().addresses()).isEqualTo(people.people().addresses());
    var known = new AccountStore(database).read(List.of(account), List.of()).get(0);
    assertThat(known.reach().mobile() == Reach.Who.ANYBODY).isEqualTo(found != null);
  }

  @Test
  void aNumberIsSharedHoweverEachErpWritesIt() {
    Reminded ledger = new Reminded(database, "shared");
    List<String> typed =
        List.of(
            "+33 6 98 00 00 01",
            "06.98.00.00.01",
            "06 98 00 00 01 / 06 98 00 00 02",
            "06 98 00 00 02 ou 06 98 00 00 01",
            "01 42 00 00 00; (+33) (0)6 98 00 00 01 poste 12",
            "06 98 00 00 03");
    typed.forEach(
        number -> {
          ledger.account(number);
          ledger.update(
              "insert into contact (debtor_id, key, role, mobile) select id, key, 'billing', key from debtor where key = :number",
              Map.of("number", number));
        });

    var papers = new PaperStore(database);
    assertThat(papers.addresses(List.of("+33698000001", "+33698000002", "+33698000009")))
        .extractingFromEntries(one -> one.getKey() + " " + one.getValue().debtors())
        .containsExactlyInAnyOrder("+33698000001 5", "+33698000002 2", "+33698000009 0");
  }
}
