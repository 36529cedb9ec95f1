package io.relance.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Companies that speak to debtors as one creditor: {@code relance.merge.NAME=acme/1, sage/SOC}. */
public final class Merges {
  private static final String PREFIX = "relance.merge.";

  private final Settings settings;

  public Merges(Settings settings) {
    this.settings = settings;
  }

  /** SOURCE/KEY of its companies by name; the first leads. */
  public SortedMap<String, List<String>> all() {
    SortedMap<String, List<String>> all = new TreeMap<>();
    settings.all().tailMap(PREFIX).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(PREFIX))
        .forEach(
            entry -> all.put(entry.getKey().substring(PREFIX.length()), list(entry.getValue())));
    return all;
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** Companies that no source has, companies named twice, groups of one. */
  public List<Mistake> mistakes() {
    TreeSet<String> known = new TreeSet<>();
    for (String source : settings.sources()) {
      list(settings.source(source).getOrDefault("companies", ""))
          .forEach(company -> known.add(source + "/" + company));
    }
    List<Mistake> found = new ArrayList<>();
    Map<String, String> named = new HashMap<>();
    all().forEach((name, companies) -> check(name, companies, known, named, found));
    return found;
  }

  private void check(
      String name,
      List<String> companies,
      TreeSet<String> known,
      Map<String, String> named,
      List<Mistake> found) {
    String key = PREFIX + name;
    if (companies.size() < 2) {
      found.add(
          settings.mistake(
              key,
              key + " names fewer than two companies",
              "for example " + key + "=" + two(known)));
    }
    for (String company : companies) {
      String before = named.putIfAbsent(company, key);
      if (before != null) {
        found.add(
            settings.mistake(
                key,
                company + " stands in " + before + (before.equals(key) ? " twice" : " too"),
                "a company speaks as one creditor only: name it once"));
      } else if (!known.contains(company)) {
        found.add(
            settings.mistake(
                key,
                key + " names " + company + ", which no source reads",
                known.isEmpty()
                    ? "name a source first: relance.source.NAME.companies"
                    : "did you mean " + Nearest.of(company, known) + "? Known: " + known));
      }
    }
  }

  private static String two(TreeSet<String> known) {
    return known.size() < 2
        ? "acme/1, sage/SOC"
        : String.join(", ", known.stream().limit(2).toList());
  }
}
