package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.flow.Smpp;
import io.relance.flow.SmppIds;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import io.relance.support.SimulatedSmsc;
import io.relance.support.SimulatedSmsc.Fault;
import io.relance.support.SimulatedSmsc.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** routes/send-smpp.camel.yaml alone, fed by hand, against the simulated centre. */
class SmppLineTest extends CamelTestSupport {
  private static final String NUMBER = "+33612345678";
  private final SimulatedSmsc smsc = new SimulatedSmsc();

  @Override
  public void configureContext(CamelContextConfiguration configuration) {
    super.configureContext(configuration);
    configuration.replaceRouteFromWith("send-smpp", "direct:send-smpp");
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.getPropertiesComponent().setOverrideProperties(smsc.settings());
    context.getRegistry().bind("smpp", new Smpp("127.0.0.1", new SmppIds(false)));
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveResource(
                context, "file:" + Path.of("routes/send-smpp.camel.yaml")));
    return context;
  }

  @AfterEach
  void closeCentre() {
    smsc.close();
  }

  private Exchange send(long act, String text) {
    return send(act, NUMBER, text);
  }

  private Exchange send(long act, String to, String text) {
    return template.request(
        "direct:send-smpp",
        exchange -> {
          exchange.setProperty("act", act);
          exchange.setProperty("to", to);
          exchange.getMessage().setBody(text);
        });
  }

  private static Receipt receipt(Exchange exchange) {
    return exchange.getException(Undelivered.class).receipt();
  }

  @Test
  void accentsAndTheEuroArriveAndTheLastSegmentIsReported() {
    String little = "L'été à Paris : 5 € [où ?] Ça va là-bas";
    String much = "é".repeat(152) + "€" + "à".repeat(160);
    String cyrillic = "Привет, ж".repeat(12) + "😀";
    Exchange sent = send(1, little);
    send(2, much);
    send(3, cyrillic);

    assertThat(smsc.shown().get("33612345678")).containsExactlyInAnyOrder(little, much, cyrillic);
    assertThat(smsc.taken()).hasSize(1 + 3 + 2);
    assertThat(smsc.taken().get(0).alphabet()).isEqualTo(Alphabet.ALPHA_DEFAULT);
    assertThat(smsc.taken().get(5).alphabet()).isEqualTo(Alphabet.ALPHA_UCS2);
    assertThat(smsc.taken())
        .extracting(Taken::reported)
        .containsExactly(true, false, false, true, false, true);
    assertThat(smsc.taken()).extracting(Taken::from).containsOnly("RELANCE");
    assertThat(sent.getProperty("gatewayId")).isEqualTo(smsc.taken().get(0).id());
  }

  @Test
  void everyNumberOfTheMessageGetsItAndIsReported() {
    Exchange sent = send(1, "+33612345678, +33712345678", "a".repeat(161));

    assertThat(smsc.shown()).containsOnlyKeys("33612345678", "33712345678");
    assertThat(sent.getProperty("gatewayId"))
        .isEqualTo(smsc.taken().get(1).id() + ", " + smsc.taken().get(3).id());
  }

  @Test
  void manyAtATimeShareOneBind() {
    List<Exchange> sent =
        IntStream.rangeClosed(1, 60).parallel().mapToObj(n -> send(n, "no " + n)).toList();

    assertThat(sent).allMatch(one -> one.getException() == null);
    assertThat(smsc.taken()).hasSize(60);
    assertThat(smsc.binds()).isEqualTo(1);
  }

  @Test
  void whatTheCentreSaysDecides() {
    List<Fault> faults =
        List.of(
            Fault.THROTTLED,
            Fault.QUEUE_FULL,
            Fault.NO_SUCH_NUMBER,
            Fault.NO_SUCH_SENDER,
            Fault.OUT_OF_ORDER);
    IntStream.range(0, 5).forEach(n -> smsc.fault(n + 1, faults.get(n)));
    List<Receipt> receipts = IntStream.range(0, 5).mapToObj(n -> receipt(send(n, "x"))).toList();

    assertThat(receipts)
        .containsExactly(
            new Receipt.Down(
                "the SMS centre answered 0x58, too many at a time: lower relance.smpp.per.second"),
            new Receipt.Down("the SMS centre answered 0x14, its queue is full"),
            new Receipt.Refused(NUMBER, "the SMS centre answered 0x0B, there is no such number"),
            new Receipt.Down(
                "the SMS centre answered 0x0A, it does not know the sender: correct relance.smpp.from"),
            new Receipt.Deferred("the SMS centre answered 0x08"));
    assertThat(send(6, "and now").getException()).isNull();
  }

  @Test
  void afterAFirstSegmentNothingIsCertain() {
    smsc.fault(2, Fault.THROTTLED);

    assertThat(receipt(send(1, "a".repeat(161))))
        .isInstanceOf(Receipt.Unknown.class)
        .asString()
        .contains("0x58");
  }

  @Test
  void silenceIsUncertain() {
    smsc.fault(1, Fault.SILENT);

    assertThat(receipt(send(1, "x"))).isInstanceOf(Receipt.Unknown.class);
    assertThat(smsc.taken()).hasSize(1);
    assertThat(send(2, "y").getException()).isNull();
  }

  @Test
  void aBindLostInMidSubmitIsUncertainAndTheNextMessageBindsAgain() {
    smsc.fault(1, Fault.CUT);
    smsc.fault(2, Fault.CUT_AFTER_TAKING);

    assertThat(receipt(send(1, "x"))).isInstanceOf(Receipt.Unknown.class);
    assertThat(receipt(send(2, "y"))).isInstanceOf(Receipt.Unknown.class);
    assertThat(send(3, "z").getException()).isNull();
    assertThat(smsc.taken()).extracting(Taken::text).containsExactly("y", "z");
    assertThat(smsc.binds()).isEqualTo(3);
  }

  @Test
  void withoutACentreEveryMessageWaits() {
    send(1, "x");
    smsc.down();
    await().until(() -> smsc.bound() == 0);
    List<Receipt> receipts =
        IntStream.range(0, 20).parallel().mapToObj(n -> receipt(send(n, "y"))).toList();
    assertThat(receipts)
        .allSatisfy(
            one ->
                assertThat(one)
                    .isInstanceOf(Receipt.Down.class)
                    .asString()
                    .contains("no bind to the SMS centre"));

    smsc.up();
    await().until(() -> send(9, "z").getException() == null);
    assertThat(smsc.taken()).extracting(Taken::text).containsExactly("x", "z");
  }

  @Test
  void thoseWhoAskMeanwhileDoNotKeepALineDown() {
    smsc.down();
    assertThat(receipt(send(1, "x"))).isInstanceOf(Receipt.Down.class);

    smsc.up();
    await().until(() -> send(2, "y").getException() == null);
  }

  @Test
  void nobodyOvertakesTheMessageThatBinds() {
    Smpp smpp = new Smpp("127.0.0.1", new SmppIds(false));
    Exchange first = handed(smpp, 1);
    smpp.part(first);
    smpp.onStateChange(SessionState.BOUND_TX, SessionState.OPEN, new SMPPSession());

    Exchange second = handed(smpp, 2);
    Thread other = new Thread(() -> smpp.part(second));
    other.start();
    await().until(() -> other.getState() == Thread.State.WAITING);

    first.getMessage().setHeader(SmppConstants.ID, List.of("1"));
    smpp.taken(first);
    await().until(() -> !other.isAlive());
    assertThat(second.getMessage().getHeader(SmppConstants.DEST_ADDR)).isEqualTo("33612345678");
  }

  private Exchange handed(Smpp smpp, long act) {
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty("act", act);
    exchange.setProperty("to", NUMBER);
    exchange.setProperty(Exchange.LOOP_INDEX, 0);
    exchange.getMessage().setBody("x");
    smpp.cut(exchange);
    return exchange;
  }
}
