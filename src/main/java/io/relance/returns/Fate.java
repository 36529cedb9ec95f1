package io.relance.returns;

/**
 * What became of the mail to one address.
 *
 * @param address in lower case; empty = the report does not name it
 * @param cause in the mail server's words, on one line
 */
public record Fate(String address, Kind kind, String cause) {}
