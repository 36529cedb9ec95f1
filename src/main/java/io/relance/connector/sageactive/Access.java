package io.relance.connector.sageactive;

import io.relance.connector.OAuthAccess;
import io.relance.connector.SourceTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * How to reach one Sage Active and what to read there: the parameters of a kamelet, filled by Camel
 * as a bean of that kamelet, so that no secret stands in a URI, a header pattern or a route dump.
 */
public final class Access extends OAuthAccess {
  private int pageSize = 100;
  private int overlapMinutes = 10;
  private boolean quotes;
  private String subscriptionKey = "";
  private String tenant = "";
  private String companyName = "";
  private String currency = "EUR";
  private String home = ".";

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(1000, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  public void setSubscriptionKey(String subscriptionKey) {
    this.subscriptionKey = subscriptionKey.strip();
  }

  public void setTenant(String tenant) {
    this.tenant = tenant.strip();
  }

  /** The creditor, as debtors know it. */
  public void setCompanyName(String companyName) {
    this.companyName = companyName.strip();
  }

  /** Of all amounts: Sage's open items name none. */
  public void setCurrency(String currency) {
    this.currency = currency.strip();
  }

  /** The home, in which connectors/sage-active holds the questions. */
  public void setHome(String home) {
    this.home = home;
  }

  /** Gives itself to the action that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(SageActive.ACCESS, this);
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

  String subscriptionKey() {
    return subscriptionKey;
  }

  String tenant() {
    return tenant;
  }

  String companyName() {
    return companyName;
  }

  String currency() {
    return currency;
  }

  /**
   * A question as it stands in connectors/sage-active/NAME.graphql of the home: an integrator may
   * add fields there.
   */
  String question(String name) {
    Path file = Path.of(home, "connectors", "sage-active", name + ".graphql");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SourceTrouble(
          SourceTrouble.Kind.MISCONFIGURED,
          where() + ": cannot read " + file + ". What to do: copy it from the repository.",
          e);
    }
  }

  @Override
  public String where() {
    return "Sage Active " + url();
  }

  @Override
  protected String kamelet() {
    return "sage-active-call";
  }

  @Override
  protected String scope() {
    return "RDSA WDSA offline_access";
  }

  Talk talk(CamelContext camel, String source, String company) {
    return new Talk(this, bearer(camel, source), company);
  }
}
