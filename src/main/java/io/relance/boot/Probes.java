package io.relance.boot;

import io.relance.connector.SourceTrouble;
import io.relance.settings.Mistake;
import io.relance.settings.Settings;
import io.relance.settings.Sources;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;

/** Asks every ERP who we are there, what we may, and what is missing. */
final class Probes {
  private final Hub hub;
  private final Settings settings;
  private final Sources sources;

  Probes(Hub hub, Settings settings, Sources sources) {
    this.hub = hub;
    this.settings = settings;
    this.sources = sources;
  }

  void run(List<String> good, List<Mistake> mistakes) {
    ProducerTemplate producer = hub.context().createProducerTemplate();
    for (String source : sources.usable()) {
      for (String company : settings.source(source).getOrDefault("companies", "").split(",")) {
        probeOrSay(producer, source, company.strip(), good, mistakes);
      }
    }
  }

  /** What cannot even be asked lacks a parameter: that was said when the settings were read. */
  private void probeOrSay(
      ProducerTemplate producer,
      String source,
      String company,
      List<String> good,
      List<Mistake> mistakes) {
    try {
      probe(producer, source, company, good, mistakes);
    } catch (ResolveEndpointFailedException e) {
      if (sources.mistakes().isEmpty()) {
        String what = source + "/" + company + " cannot be asked: " + sources.masked(reason(e));
        mistakes.add(mistake(source, what, "correct its connector's kamelets"));
      }
    }
  }

  private void probe(
      ProducerTemplate producer,
      String source,
      String company,
      List<String> good,
      List<Mistake> mistakes) {
    String connector = settings.source(source).get("connector");
    String uri = "kamelet:" + connector + "-probe/" + source + "-probe";
    Exchange answer =
        producer.request(
            uri,
            exchange -> {
              exchange.setProperty("source", source);
              exchange.setProperty("connector", connector);
              exchange.setProperty("company", company);
            });
    if (answer.getException() == null) {
      report(
          source + "/" + company, source, answer.getMessage().getBody(Map.class), good, mistakes);
    } else {
      String what = source + "/" + company + ": " + sources.masked(reason(answer.getException()));
      mistakes.add(mistake(source, what, "see connectors/" + connector + "/README.md"));
    }
  }

  private void report(
      String name, String source, Map<?, ?> answer, List<String> good, List<Mistake> mistakes) {
    good.add(
        "ERP %s: version %s, as %s".formatted(name, answer.get("version"), answer.get("user")));
    if (answer.get("ownDunning") != null) {
      mistakes.add(
          mistake(
              source,
              name + " sends reminders of its own: " + answer.get("ownDunning"),
              "switch them off in the ERP, or its debtors hear everything twice"));
    }
    if (answer.get("problems") instanceof List<?> problems) {
      for (Object problem : problems) {
        if (problem instanceof Map<?, ?> facts) {
          mistakes.add(
              mistake(
                  source, name + ": " + facts.get("what"), String.valueOf(facts.get("remedy"))));
        }
      }
    }
  }

  private Mistake mistake(String source, String what, String remedy) {
    return settings.mistake("relance.source." + source + ".connector", what, remedy);
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SourceTrouble)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }
}
