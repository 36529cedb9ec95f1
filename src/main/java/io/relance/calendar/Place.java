package io.relance.calendar;

import java.time.ZoneId;

/**
 * Where a debtor is, as far as a calendar is concerned.
 *
 * @param holidays whose public holidays are kept there: a country, or one of its regions (fr,
 *     fr/67); empty = not known
 */
public record Place(String holidays, ZoneId zone) {}
