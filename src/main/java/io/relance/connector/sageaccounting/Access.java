package io.relance.connector.sageaccounting;

import io.relance.connector.OAuthAccess;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * How to reach one Sage Accounting and what to read there: the parameters of a kamelet, filled by
 * Camel as a bean of that kamelet, so that no secret stands in a URI, a header pattern or a route
 * dump.
 */
public final class Access extends OAuthAccess {
  private int pageSize = 200;
  private int overlapMinutes = 10;
  private boolean quotes = true;
  private List<String> others = List.of();

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(200, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  /** Further lists of what is owed, such as sales_quick_entries; {@code -} is none. */
  public void setOthers(String others) {
    this.others =
        Arrays.stream(given(others).split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
  }

  /** Gives itself to the action that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(SageAccounting.ACCESS, this);
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

  List<String> others() {
    return others;
  }

  @Override
  public String where() {
    return "Sage Accounting " + url();
  }

  @Override
  protected String kamelet() {
    return "sage-accounting-call";
  }

  @Override
  protected String scope() {
    return "readonly";
  }

  Talk talk(CamelContext camel, String source, String company) {
    return new Talk(this, bearer(camel, source), company);
  }
}
