package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.kit.Law.Broken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What a connector makes of its sample when all goes well. */
final class SampleLaws {
  private static final int MOST_RECORDS = 1000;

  private SampleLaws() {}

  static String exactly(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      List<Reading> readings = play.sweepAll();
      for (Reading reading : readings) {
        if (reading.failure().isPresent() || reading.close().isEmpty()) {
          throw new Broken(reading.ending() + play.missing());
        }
      }
      JsonNode wanted =
          Http.JSON.readTree(
              trial
                  .sample()
                  .ledger()
                  .toString()
                  .replace(Sample.ADDRESS, play.player().address().replace("\\", "\\\\")));
      SameLedger.difference(wanted, readings)
          .or(() -> proof(wanted, readings))
          .ifPresent(
              difference -> {
                throw new Broken(difference + play.missing());
              });
      return readings.stream().mapToInt(one -> one.records("item").size()).sum() + " items";
    }
  }

  private static Optional<String> proof(JsonNode wanted, List<Reading> readings) {
    long items = 0;
    for (Reading reading : readings) {
      items += reading.close().map(close -> close.path("items").asLong(-1)).orElse(-1L);
    }
    if (wanted.path("items").asLong(-1) != items) {
      return Optional.of(
          "the close counts %d items, written down is %s".formatted(items, wanted.path("items")));
    }
    for (Iterator<String> all = wanted.path("totals").fieldNames(); all.hasNext(); ) {
      String currency = all.next();
      BigDecimal total = BigDecimal.ZERO;
      for (Reading reading : readings) {
        JsonNode close = reading.close().orElseThrow();
        total = total.add(new BigDecimal(close.path("totals").path(currency).asText("0")));
      }
      if (total.compareTo(new BigDecimal(wanted.path("totals").path(currency).asText())) != 0) {
        return Optional.of(
            "the close adds up to %s %s, written down is %s"
                .formatted(total, currency, wanted.path("totals").path(currency)));
      }
    }
    return Optional.empty();
  }

  static String valid(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading reading = Trial.good(play);
      List<String> faults = reading.faults();
      if (!faults.isEmpty()) {
        throw new Broken(some(faults));
      }
      return reading.pages().stream().mapToInt(page -> page.records().size()).sum() + " records";
    }
  }

  static String proof(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading reading = Trial.good(play);
      JsonNode close = reading.close().orElseThrow(() -> new Broken(reading.ending()));
      List<String> doubts = new ArrayList<>(trial.schemas().faults("close", close));
      if (reading.faults().isEmpty()) {
        doubts.addAll(reading.doubts());
      }
      if (!doubts.isEmpty()) {
        throw new Broken(some(doubts));
      }
      return "%s open items, %s"
          .formatted(
              close.path("items").asText(),
              close.path("totals").isEmpty()
                  ? "no totals: the ERP offers none, only the count proves"
                  : close.path("totals"));
    }
  }

  private static String some(List<String> faults) {
    String shown = String.join("; ", faults.subList(0, Math.min(5, faults.size())));
    return faults.size() > 5 ? shown + "; and " + (faults.size() - 5) + " more" : shown;
  }

  static String probe(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      if (!play.stage().has("probe")) {
        throw new Broken("there is no " + trial.connector().name() + "-probe.kamelet.yaml");
      }
      try {
        JsonNode answer =
            Http.JSON.valueToTree(
                play.stage().run("probe", trial.company(), null, java.util.Map.of()));
        List<String> faults = trial.schemas().faults("probe", answer);
        if (!faults.isEmpty()) {
          throw new Broken(some(faults));
        }
        return "version " + answer.path("version").asText();
      } catch (io.relance.connector.SourceTrouble e) {
        throw new Broken(e.getMessage() + play.missing());
      }
    }
  }

  static String paging(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      Reading reading = Trial.good(play);
      for (Reading.Page page : reading.pages()) {
        if (page.records().size() > MOST_RECORDS) {
          throw new Broken(
              "a page of %d %s records came; the ledger takes %d at most"
                  .formatted(page.records().size(), page.type(), MOST_RECORDS));
        }
      }
      int pages = reading.pages("item").size();
      if (pages < 2) {
        throw new Broken(
            "all items came in one page: set a small page size in source.properties, so that the"
                + " step from page to page is seen");
      }
      return pages + " pages of items, " + reading.pages().size() + " pages in all";
    }
  }
}
