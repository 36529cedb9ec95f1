package io.relance.flow;

import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * How Kannel's sendsms is asked and what its answers mean (Kannel 1.4.5, User's Guide, "Using the
 * HTTP interface to SMS services"); bound as {@code kannel}.
 */
public final class Kannel {
  private static final String EVERY_REPORT = "31";

  private final Account account;
  private final String reports;

  /**
   * What it knows us by.
   *
   * @param from the number or name that the debtor sees
   */
  public record Account(String user, String password, String from) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * @param reports where it finds our door, {@code https://relance.example/receipts/sms?token=…};
   *     empty = it is not asked for reports
   */
  public Kannel(Account account, String reports) {
    this.account = account;
    this.reports = reports;
  }

  /** Names sender, receiver, alphabet and where to report; the body is the text already. */
  public void ask(Exchange exchange) {
    Message message = exchange.getMessage();
    boolean gsm = "GSM".equals(exchange.getProperty("coding"));
    message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    message.setHeader("X-Kannel-Username", account.user());
    message.setHeader("X-Kannel-Password", account.password());
    message.setHeader("X-Kannel-From", account.from());
    message.setHeader("X-Kannel-To", exchange.getProperty("to"));
    message.setHeader("X-Kannel-Coding", gsm ? "0" : "2");
    if (!reports.isEmpty()) {
      message.setHeader("X-Kannel-DLR-Mask", EVERY_REPORT);
      message.setHeader("X-Kannel-DLR-Url", reports(exchange.getProperty("key", String.class)));
    }
  }

  /** Kannel numbers nothing that it takes: its reports carry our own key. */
  private String reports(String key) {
    return reports + "&id=" + key + "&status=%d&detail=%A";
  }

  /** Kannel has it: "0: Accepted for delivery" or "3: Queued for later delivery". */
  public void taken(Exchange exchange) {
    exchange.setProperty("receipt", exchange.getMessage().getBody(String.class));
    exchange.setProperty("gatewayId", exchange.getProperty("key"));
  }

  /**
   * Where it names the number or the route, that message is refused; all other answers mean what
   * their status says.
   *
   * @throws HttpOperationFailedException as it came, for those
   */
  public void refused(Exchange exchange) throws HttpOperationFailedException {
    HttpOperationFailedException answer =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class);
    String said = answer.getResponseBody() == null ? "" : answer.getResponseBody();
    if (said.startsWith("Number(s) has/have been denied")) {
      String number = exchange.getProperty("to", String.class);
      throw new Undelivered(new Receipt.Refused(number, said), answer);
    } else if (said.startsWith("Not routable")) {
      throw new Undelivered(new Receipt.Refused("", said), answer);
    }
    throw answer;
  }
}
