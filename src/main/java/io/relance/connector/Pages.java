package io.relance.connector;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * Lazy pages: a connector's bean puts an {@code Iterator<Page>} into the body, which asks the ERP
 * for a page when the ledger is about to take it (Camel's splitter looks one page ahead, so two
 * stand in memory); its kamelet splits it:
 *
 * <pre>{@code
 * - split:
 *     simple: "${body}"
 *     streaming: true
 *     stopOnException: true
 *     steps:
 *       - bean: {beanType: io.relance.connector.Pages, method: unpack}
 *       - toD: "jslt:file:…/${header.relanceType}.jslt…"   # where an integrator may edit the mapping
 *       - to: direct:ledger-page
 * }</pre>
 *
 * After the split the body is that iterator again: what it learnt on its way is the close.
 */
public final class Pages {

  /** Puts the page in the body into the message: header relanceType, its rows as JSON text. */
  public void unpack(Exchange exchange) {
    Page page = exchange.getMessage().getBody(Page.class);
    exchange.getMessage().setHeader("relanceType", page.type());
    exchange.getMessage().setBody(page.rows().toString());
  }

  /**
   * One part after the other; a part is begun when those before it are used up. Trouble ends it:
   * Camel asks once more after a failure, and is told that nothing is left.
   */
  public static Iterator<Page> inTurn(List<Supplier<Iterator<Page>>> parts) {
    return new InTurn(parts.iterator());
  }

  private static final class InTurn implements Iterator<Page> {
    private final Iterator<Supplier<Iterator<Page>>> ahead;
    private Iterator<Page> part = Collections.emptyIterator();
    private boolean ended;

    private InTurn(Iterator<Supplier<Iterator<Page>>> ahead) {
      this.ahead = ahead;
    }

    @Override
    public boolean hasNext() {
      return !ended
          && orEnd(
              () -> {
                while (!part.hasNext() && ahead.hasNext()) {
                  part = ahead.next().get();
                }
                return part.hasNext();
              });
    }

    @Override
    public Page next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no page is left");
      }
      return orEnd(part::next);
    }

    private <T> T orEnd(Supplier<T> step) {
      try {
        return step.get();
      } catch (RuntimeException e) {
        ended = true;
        throw e;
      }
    }
  }
}
