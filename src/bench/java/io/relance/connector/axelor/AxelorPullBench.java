package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.demo.AxelorLedger;
import io.relance.demo.AxelorLedger.Bill;
import io.relance.demo.AxelorLedger.Term;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.stories.StoryClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bench: the sweep kamelet next to a bare keyset loop of the same instalments and partners, both
 * against the simulated Axelor in a process of its own, in turns. The bare loop parses its answers
 * and keeps nothing; the kamelet also maps, checks and proves.
 */
public final class AxelorPullBench {
  private static final int PAGE = 1000;
  private static final int DEBTORS = 5_000;
  private static final int PER_INVOICE = 4;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String key;
  private final ProcessHandle server;
  private int terms;

  private AxelorPullBench(String url, String key, ProcessHandle server) {
    this.url = url;
    this.key = key;
    this.server = server;
  }

  /** Instalments, rounds. */
  public static void main(String[] args) throws Exception {
    String size = args.length > 0 ? args[0] : "100000";
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                size)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String[] ready = said.readLine().split(" ");
      new AxelorPullBench(ready[0], ready[1], server.toHandle()).run(rounds);
    } finally {
      server.destroy();
    }
  }

  private void run(int rounds) throws Exception {
    System.out.println(
        "| round | bare loop s | terms/s | sweep s | terms/s | by the clock | CPU s, both processes | by CPU |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    List<Double> ratios = new ArrayList<>();
    Map<String, String> parameters =
        Map.of("url", url, "apiKey", key, "pageSize", String.valueOf(PAGE));
    try (AxelorStreet street = new AxelorStreet(parameters).countingOnly()) {
      for (int round = 1; round <= rounds; round++) {
        double began = cpu();
        double bare = timed(this::bareLoop);
        double between = cpu();
        double sweep = timed(street::sweep);
        double bareCpu = between - began;
        double sweepCpu = cpu() - between;
        ratios.add(bare / sweep);
        System.out.printf(
            "| %d | %.1f | %.0f | %.1f | %.0f | %.0f %% | %.1f, %.1f | %.0f %% |%n",
            round,
            bare,
            terms / bare,
            sweep,
            terms / sweep,
            100 * bare / sweep,
            bareCpu,
            sweepCpu,
            100 * bareCpu / sweepCpu);
      }
      System.out.printf(
          "# %s open items proven, %d MB of canonical records%n",
          street.lastClose().get("items"), street.bytes() / rounds >> 20);
    }
    ratios.sort(Double::compare);
    System.out.printf(
        "# median %.0f %% of the bare loop (asked for: 80 %%); heap at most %d MB of %d%n",
        100 * ratios.get(ratios.size() / 2), peak() >> 20, Runtime.getRuntime().maxMemory() >> 20);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** CPU seconds of both processes so far. */
  private double cpu() {
    return (cpu(ProcessHandle.current()) + cpu(server)) / 1e9;
  }

  private static long cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double timed(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  // --- the baseline: no Camel, no mapping, no proof

  private void bareLoop() throws Exception {
    terms = 0;
    Set<Long> debtors = new TreeSet<>();
    Question open = Terms.open(1, List.of(3)).fields(all(Wanted.TERM));
    long last = 0;
    for (int size = PAGE; size == PAGE; terms += size) {
      JsonNode page = page(open.after(last).limit(PAGE));
      size = page.size();
      last = size == 0 ? last : page.get(size - 1).path("id").asLong();
      page.forEach(row -> debtors.add(row.path("partner.id").asLong()));
    }
    for (List<Long> chunk : Rows.chunks(debtors, PAGE)) {
      page(
          Question.of(Wanted.PARTNER, "self.id in (:ids)", Map.of("ids", chunk))
              .fields(all(Wanted.PARTNER))
              .limit(PAGE));
    }
  }

  private static List<String> all(Wanted wanted) {
    List<String> fields = new ArrayList<>(wanted.needed());
    fields.addAll(wanted.useful());
    return fields;
  }

  private JsonNode page(Question question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/ws/rest/" + question.wanted().entity() + "/search"))
            .header("Content-Type", "application/json")
            .header("API-KEY", key)
            .POST(HttpRequest.BodyPublishers.ofString(Talk.json(question.body())))
            .build();
    return Http.JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body()).path("data");
  }

  /** The simulated Axelor, in its own process until it is destroyed. */
  public static final class Server {
    private Server() {}

    public static void main(String[] args) throws Exception {
      StoryClock clock = new StoryClock(Instant.parse("2026-11-22T09:00:00Z"));
      LocalDate today = AxelorStreet.TODAY;
      SimulatedAxelor axelor = SimulatedAxelor.start(8, clock);
      FrenchAxelor.fill(axelor, today);
      fill(axelor.ledger(), Integer.parseInt(args[0]), today);
      clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
      System.out.println(axelor.url() + " " + axelor.apiKey());
      System.in.read();
    }

    private static void fill(AxelorLedger ledger, int terms, LocalDate today) {
      List<Long> debtors = new ArrayList<>();
      for (int i = 0; i < DEBTORS; i++) {
        String name = "Debtor " + i;
        debtors.add(
            ledger.insert(
                "base.Partner",
                Map.of(
                    "name", name, "fullName", name, "partnerTypeSelect", 1, "isCustomer", true)));
      }
      for (int i = 0; i < terms / PER_INVOICE; i++) {
        List<Term> instalments = new ArrayList<>();
        for (int n = 0; n < PER_INVOICE; n++) {
          instalments.add(
              new Term(today.plusDays(30L * n - i % 90), BigDecimal.valueOf(12_345 + i, 2)));
        }
        ledger.invoice(
            new Bill(
                1,
                debtors.get(i % DEBTORS),
                "FB-" + i,
                today.minusDays(40),
                "EUR",
                instalments,
                Map.of()));
      }
    }
  }
}
