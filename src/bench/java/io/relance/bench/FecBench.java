package io.relance.bench;

import io.relance.flow.Intake;
import io.relance.ledger.Guards;
import io.relance.ledger.Source;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.OutwardStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * (f) A FEC of a million lines from the drop folder into the ledger, by the shipped kamelet and the
 * real intake, next to COPY and merge of the very rows that come out of it.
 */
public final class FecBench {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T06:00:00Z"), ZoneOffset.UTC);
  private static final Path FOLDER = Path.of("target", "bench-fec");

  private FecBench() {}

  public static void main(String[] args) throws Exception {
    try (BenchServer server = new BenchServer()) {
      server.database("empty", "template1").close();
      for (boolean settled : new boolean[] {false, true}) {
        compare(server, settled);
      }
    }
    System.out.printf("(f) heap at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void compare(BenchServer server, boolean settled) throws Exception {
    String what = settled ? "nine in ten settled" : "all open";
    Path drop = FOLDER.resolve(settled ? "settled" : "open").toAbsolutePath();
    Path rows = drop.resolve("rows");
    new FecFile(settled).write(drop, rows);
    Watch bare = Watch.SLOWEST;
    Watch ours = Watch.SLOWEST;
    for (int round = 1; round <= Integer.getInteger("rounds", 2); round++) {
      try (Database database = server.database("bare", "empty")) {
        List<String> tables = List.of("debtor", "item");
        bare =
            bare.best(Watch.of(server, "bare SQL", () -> IntakeBench.bare(database, rows, tables)));
      }
      try (Database database = server.database("ours", "empty");
          CamelContext context = context(database, drop)) {
        ours = ours.best(Watch.of(server, "Relance", () -> pull(context)));
        System.out.println("  items in the ledger: " + count(database));
      }
    }
    System.out.println("(f) " + what + ": " + ours.beside(bare));
  }

  private static long count(Database database) {
    return database
        .jdbc()
        .sql("select count(*) from item where open <> 0")
        .query(Long.class)
        .single();
  }

  private static void pull(CamelContext context) throws Exception {
    Exchange pulled =
        context
            .createProducerTemplate()
            .request(
                "direct:bench",
                exchange -> {
                  exchange.setProperty("source", "acme");
                  exchange.getMessage().setBody("732829320");
                });
    if (pulled.getException() != null) {
      throw pulled.getException();
    }
  }

  private static CamelContext context(Database database, Path drop) throws Exception {
    CamelContext context = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.put("camel.kamelet.fec-sweep.acme-sweep.folder", drop.toString());
    context.getPropertiesComponent().setInitialProperties(properties);
    Source source = new Source("acme", "fec", List.of("732829320"), Set.of(), 3);
    JournalStore journal = new JournalStore(database);
    context
        .getRegistry()
        .bind(
            "intake",
            new Intake(
                new LedgerStore(database, Guards.usual()),
                new OutwardStore(database, journal, CLOCK),
                new AlertStore(database, CLOCK),
                CLOCK,
                List.of(source)));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:bench")
                .to("bean:intake?method=open")
                .to("kamelet:fec-sweep/acme-sweep")
                .to("bean:intake?method=missing")
                .to("bean:intake?method=settle");
          }
        });
    for (String file :
        List.of("routes/ledger.camel.yaml", "connectors/fec/fec-sweep.kamelet.yaml")) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + Path.of(file).toAbsolutePath()));
    }
    context.start();
    return context;
  }
}
