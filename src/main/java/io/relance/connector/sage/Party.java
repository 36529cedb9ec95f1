package io.relance.connector.sage;

import java.util.List;
import java.util.Map;

/**
 * One customer as Sage knows him; empty = not said.
 *
 * @param payer who pays for him
 * @param state what Sage says of reminders
 * @param people those to speak to
 * @param more fields of the debtor that an integrator added to the statement
 */
record Party(
    String code,
    String name,
    String payer,
    String siret,
    String vat,
    String language,
    Address address,
    State state,
    List<Person> people,
    Map<String, String> more) {

  record Address(String street, String zip, String city, String country) {}

  /**
   * Whether he may be reminded.
   *
   * @param notReminded taken out of reminders (CT_NotRappel)
   * @param dormant his account sleeps (CT_Sommeil)
   * @param blocked no further credit (CT_ControlEnc 2): no reason not to remind
   */
  record State(boolean notReminded, boolean dormant, boolean blocked) {}

  record Person(String name, String function, String email, String phone, String mobile) {}
}
