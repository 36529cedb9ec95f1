package io.relance.connector.odoo;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one Odoo database and what to read there: the parameters of a kamelet, filled by
 * Camel as a bean of that kamelet, so that the key stands in no URI, header pattern or route dump.
 */
public final class Access {
  private String url = "";
  private String database = "";
  private String login = "";
  private String apiKey = "";
  private String transport = "auto";
  private int timeoutSeconds = 120;
  private int pageSize = 1000;
  private int overlapMinutes = 15;
  private boolean quotes = true;
  private Set<String> excludedTags = Set.of();
  private String fallbackAssignee = "";
  private volatile @Nullable Session session;

  /** Base address, {@code https://erp.example}; a trailing slash does no harm. */
  public void setUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  public void setDatabase(String database) {
    this.database = database.strip();
  }

  /** Needed by JSON-RPC (Odoo before 19) only; {@code -} is none. */
  public void setLogin(String login) {
    this.login = login.strip().equals("-") ? "" : login.strip();
  }

  public void setApiKey(String apiKey) {
    this.apiKey = apiKey.strip();
  }

  /** {@code auto} (JSON-2 from Odoo 19, else JSON-RPC), {@code json2} or {@code jsonrpc}. */
  public void setTransport(String transport) {
    this.transport = transport.strip();
  }

  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = Math.max(1, timeoutSeconds);
  }

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(1000, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  /** Comma-separated names of partner tags that take a customer out of dunning. */
  public void setExcludedTags(String tags) {
    this.excludedTags =
        Arrays.stream(tags.split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Login of the colleague who gets what nobody is named for; {@code -} is none. */
  public void setFallbackAssignee(String login) {
    this.fallbackAssignee = login.strip().equals("-") ? "" : login.strip();
  }

  /** Gives itself to the conversation that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(Odoo.ACCESS, this);
  }

  String url() {
    return url;
  }

  String database() {
    return database;
  }

  String login() {
    return login;
  }

  String apiKey() {
    return apiKey;
  }

  String transport() {
    return transport;
  }

  int timeoutMillis() {
    return timeoutSeconds * 1000;
  }

  int pageSize() {
    return pageSize;
  }

  int overlapMinutes() {
    return overlapMinutes;
  }

  boolean quotes() {
    return quotes;
  }

  String fallbackAssignee() {
    return fallbackAssignee;
  }

  Set<String> excludedTags() {
    return excludedTags;
  }

  /** What Odoo said at hello, while nothing went wrong since; null = say hello again. */
  @Nullable Session session() {
    return session;
  }

  void remember(@Nullable Session greeted) {
    session = greeted;
  }
}
