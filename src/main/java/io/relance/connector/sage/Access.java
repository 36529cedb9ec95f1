package io.relance.connector.sage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/**
 * How to reach one Sage 100 database and how to read it: the parameters of a kamelet, filled by
 * Camel as a bean of that kamelet, so that the password stands in no URI or route dump.
 */
public final class Access {
  private String url = "";
  private String user = "";
  private String password = "";
  private String isolation = "read-uncommitted";
  private int timeoutSeconds = 60;
  private List<String> accounts = List.of("411", "413", "416");
  private String currency = "EUR";
  private Map<Integer, String> currencies = Map.of();
  private int termDays = 30;
  private String zone = "Europe/Paris";
  private boolean quotes = true;
  private int pageSize = 1000;
  private int overlapMinutes = 10;

  public void setUrl(String url) {
    this.url = url.strip();
  }

  public void setUser(String user) {
    this.user = user.strip();
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** {@code read-uncommitted} or {@code snapshot}. */
  public void setIsolation(String isolation) {
    this.isolation = isolation.strip();
  }

  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = Math.max(1, timeoutSeconds);
  }

  /** Comma-separated beginnings of account numbers. */
  public void setAccounts(String accounts) {
    this.accounts = Given.list(accounts);
  }

  public void setCurrency(String currency) {
    this.currency = currency.strip();
  }

  /** {@code 3=USD,4=GBP}; {@code -} is none. */
  public void setCurrencies(String currencies) {
    this.currencies = Given.currencies(currencies);
  }

  public void setTermDays(int termDays) {
    this.termDays = termDays;
  }

  public void setZone(String zone) {
    this.zone = zone.strip();
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(1000, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  /** Gives itself to the reading that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(Sage.ACCESS, this);
  }

  String url() {
    return url;
  }

  /** The address without the options behind it, which may hold anything. */
  String shownUrl() {
    return url.replaceFirst("[;?].*", "");
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  String isolation() {
    return isolation;
  }

  int timeoutSeconds() {
    return timeoutSeconds;
  }

  String zone() {
    return zone;
  }

  boolean quotes() {
    return quotes;
  }

  int pageSize() {
    return pageSize;
  }

  int overlapMinutes() {
    return overlapMinutes;
  }

  Given given() {
    return new Given(accounts, currency, currencies, termDays);
  }

  /**
   * What the books do not say themselves, for both sources.
   *
   * @param accounts beginnings of the accounts on which customers owe
   * @param currency of the books
   * @param currencies codes by Sage's number, before what Sage says
   * @param termDays until a line without a due date is due
   */
  record Given(
      List<String> accounts, String currency, Map<Integer, String> currencies, int termDays) {

    boolean isCustomers(String account) {
      return accounts.stream().anyMatch(account::startsWith);
    }

    static List<String> list(String text) {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .toList();
    }

    static Map<Integer, String> currencies(String text) {
      Map<Integer, String> codes = new TreeMap<>();
      for (String pair : list(text.strip().equals("-") ? "" : text)) {
        String[] parts = pair.split("=");
        if (parts.length != 2 || !parts[0].strip().matches("\\d{1,2}")) {
          throw new IllegalArgumentException(
              "currencies=" + text + " is not of the form 3=USD,4=GBP");
        }
        codes.put(Integer.valueOf(parts[0].strip()), parts[1].strip());
      }
      return codes;
    }
  }
}
