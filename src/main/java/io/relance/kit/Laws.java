package io.relance.kit;

import java.util.List;

/** The laws that every connector keeps, in the order in which they are best read. */
public final class Laws {
  private static final List<Law> ALL =
      List.of(
          new Law(
              "settings declared",
              "every parameter has a title, a description and a type; one that is required has no"
                  + " default, every other has one",
              DeclarationLaws::declared),
          new Law(
              "secrets typed",
              "every parameter that looks like a secret carries format: password",
              DeclarationLaws::secretsTyped),
          new Law(
              "secrets unseen",
              "no secret stands in an address, a log or the message of a trouble, whatever the"
                  + " system answers",
              SecretLaw::unseen),
          new Law(
              "sample becomes ledger",
              "the recorded answers become exactly the records of ledger.json, in their order",
              SampleLaws::exactly),
          new Law(
              "records valid",
              "every record that comes is valid against its schema",
              SampleLaws::valid),
          new Law(
              "proof holds",
              "the close is valid, counts the open items that came, and adds up to them",
              SampleLaws::proof),
          new Law("probe answers", "the probe says who we are there", SampleLaws::probe),
          new Law(
              "paging",
              "the sample's items come in two pages at least, no page holds more than 1000 records",
              SampleLaws::paging),
          new Law(
              "restart",
              "a hub that stops after any page gets no close; the next sweep gives the same ledger",
              FaultLaws::restart),
          new Law(
              "failing page",
              "an answer that fails, is cut or broken off is a trouble, never a close",
              FaultLaws::failing),
          new Law(
              "empty answer",
              "an answer without its rows is never believed to be the whole",
              FaultLaws::empty),
          new Law(
              "duplicate page",
              "rows or pages that come twice give the same ledger or none, nothing double",
              FaultLaws::duplicate),
          new Law(
              "vanished items",
              "an item that is there no more is not invented, by no sweep and no re-read",
              FaultLaws::vanished),
          new Law(
              "schema drift",
              "a field that has another name is a trouble, or was not needed for who owes what",
              FaultLaws::drift),
          new Law(
              "re-read by key",
              "every item is found by its key as the sweep brought it, an unknown key is not",
              KeyLaws::reread),
          new Law(
              "idempotent write-back",
              "the same key twice writes once, after a lost reply too",
              KeyLaws::writeback),
          new Law(
              "idempotent task",
              "the same key twice makes one task, and what became of it can be asked",
              KeyLaws::task),
          new Law(
              "documents handed out",
              "an invoice's PDF comes with its version, is not fetched again while that is known,"
                  + " and an unknown document has none",
              DocumentLaw::handedOut));

  private Laws() {}

  /** All of them. */
  public static List<Law> all() {
    return ALL;
  }
}
