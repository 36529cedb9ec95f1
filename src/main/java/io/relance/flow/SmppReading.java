package io.relance.flow;

import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.component.smpp.SmppBinding;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.component.smpp.SmppMessage;
import org.apache.camel.component.smpp.SmppMessageType;
import org.apache.camel.component.smpp.SmppUtils;
import org.jsmpp.bean.DeliverSm;

/**
 * Hands over the text of a report as it came. camel-smpp by itself reads it strictly and, of one
 * that differs from the appendix of SMPP 3.4 by a state or a date, tells the centre that it was
 * taken and drops it.
 */
public final class SmppReading extends SmppBinding {

  @Override
  public SmppMessage createSmppMessage(CamelContext context, DeliverSm came) throws Exception {
    if (!came.isSmscDeliveryReceipt()) {
      return super.createSmppMessage(context, came);
    }
    SmppMessage message = new SmppMessage(context, came, getConfiguration());
    message.setHeader(SmppConstants.MESSAGE_TYPE, SmppMessageType.DeliveryReceipt.toString());
    message.setBody(new String(SmppUtils.getMessageBody(came), StandardCharsets.ISO_8859_1));
    return message;
  }
}
