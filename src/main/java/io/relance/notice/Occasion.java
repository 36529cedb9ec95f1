package io.relance.notice;

/** What a notice is about: what is late, what falls due, or what was paid. */
public enum Occasion {
  OVERDUE,
  COMING,
  PAID
}
