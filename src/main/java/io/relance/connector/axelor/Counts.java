package io.relance.connector.axelor;

import io.relance.connector.SourceTrouble.Kind;

/**
 * What came, held against what Axelor counts at the end: a ledger that moved is read again, one
 * that stood still and does not agree is a lie.
 */
final class Counts {
  private final Talk talk;
  private final long company;

  Counts(Talk talk, long company) {
    this.talk = talk;
    this.company = company;
  }

  /**
   * How many instalments are open, as proven.
   *
   * @param atFirst how many there were when the reading began
   */
  long terms(Terms terms, long atFirst) {
    long counted = talk.count(terms.open());
    agree("InvoiceTerm", terms.openCount(), counted, atFirst);
    if (counted == 0 && Company.hasOpenInvoices(talk, company)) {
      throw talk.troubles("InvoiceTerm/search")
          .lies("no open instalment came, although there are invoices with something open");
    }
    return counted;
  }

  /** How many receipts are not matched, as proven. */
  long lines(Credits credits, long atFirst) {
    long counted = talk.count(credits.open());
    agree("MoveLine", credits.openCount(), counted, atFirst);
    return counted;
  }

  private void agree(String entity, long came, long counted, long atFirst) {
    if (came != counted && counted == atFirst) {
      throw talk.troubles(entity + "/search")
          .lies(came + " open rows came, Axelor counts " + counted);
    }
    if (came != counted) {
      throw talk.troubles(entity + "/search")
          .trouble(
              Kind.UNREACHABLE,
              "the ledger moved while it was read (" + came + " came, now " + counted + ")",
              "it is tried again; a mass import may be running in Axelor");
    }
  }
}
