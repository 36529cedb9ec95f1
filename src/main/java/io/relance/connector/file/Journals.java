package io.relance.connector.file;

import java.util.HashMap;
import java.util.Map;

/**
 * What a journal is for, told by the accounts it moves: a FEC does not say. Money (class 5) makes
 * it a bank's, else income (class 7) one of sales.
 */
final class Journals {
  private static final int SALES = 1;
  private static final int BANK = 2;

  private final Map<String, Integer> found = new HashMap<>();

  void look(String journal, String account) {
    int kind = account.startsWith("5") ? BANK : account.startsWith("7") ? SALES : 0;
    if (kind > 0) {
      found.merge(journal, kind, (a, b) -> a | b);
    }
  }

  /** The canonical kind of a line. */
  String kind(FecLine line) {
    int journal = line.opening() ? SALES : found.getOrDefault(line.journal(), 0);
    boolean debit = line.amount().signum() >= 0;
    if ((journal & BANK) > 0) {
      return debit ? "entry" : "payment";
    }
    boolean document = (journal & SALES) > 0 && line.own();
    return document ? debit ? "invoice" : "credit" : "entry";
  }
}
