package io.relance.flow;

import io.relance.ledger.Creditor;
import io.relance.ledger.Matching.Doubt;
import io.relance.ledger.Matching.Word;
import io.relance.store.PartyStore.Face;
import io.relance.store.PartyStore.Link;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One creditor's debtors that are the same, and those of whom a person may say so.
 *
 * @param apart whom a person took apart
 */
public record Parties(
    String creditor,
    List<String> companies,
    List<List<Member>> merged,
    List<Candidate> candidates,
    List<String> apart) {

  /**
   * One of several that are the same.
   *
   * @param debtor SOURCE/KEY/DEBTOR
   * @param how person, siren or vat
   */
  public record Member(
      String debtor, String name, String how, String why, String by, Instant since) {}

  /** Several that may be the same; nothing is merged before a person says so. */
  public record Candidate(List<String> debtors, List<String> names, String why) {}

  /** What says nothing about who somebody is. */
  private static final Set<String> FORMS =
      Set.of("sa", "sas", "sasu", "sarl", "eurl", "sci", "snc", "gmbh", "ag", "ltd", "bv", "srl");

  static Parties of(
      Creditor creditor,
      List<Face> debtors,
      List<Link> links,
      List<Word> words,
      List<Doubt> doubts) {
    Map<Long, Face> faces =
        debtors.stream().collect(Collectors.toMap(Face::id, Function.identity()));
    Map<Long, List<Member>> merged = new TreeMap<>();
    for (Link link : links) {
      if (faces.containsKey(link.debtor())) {
        merged
            .computeIfAbsent(link.party(), p -> new ArrayList<>())
            .add(member(faces.get(link.debtor()), link));
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    doubts.forEach(doubt -> candidates.add(candidate(doubt, faces)));
    candidates.addAll(namesakes(debtors, links, words));
    List<String> apart =
        words.stream()
            .filter(word -> word.with() == null && faces.containsKey(word.debtor()))
            .map(word -> faces.get(word.debtor()).address())
            .sorted()
            .toList();
    return new Parties(
        creditor.name(), creditor.companies(), List.copyOf(merged.values()), candidates, apart);
  }

  private static Member member(Face face, Link link) {
    return new Member(face.address(), face.name(), link.how(), link.why(), link.actor(), link.at());
  }

  private static Candidate candidate(Doubt doubt, Map<Long, Face> faces) {
    List<Face> some = doubt.debtors().stream().map(faces::get).toList();
    return candidate(some, doubt.number() + ": " + doubt.why());
  }

  private static Candidate candidate(List<Face> some, String why) {
    return new Candidate(
        some.stream().map(Face::address).toList(), some.stream().map(Face::name).toList(), why);
  }

  /** Of several companies, under one name; unless somebody knows better. */
  private static List<Candidate> namesakes(List<Face> debtors, List<Link> links, List<Word> words) {
    Map<Long, Long> parties = links.stream().collect(Collectors.toMap(Link::debtor, Link::party));
    Set<Long> apart =
        words.stream()
            .filter(word -> word.with() == null)
            .map(Word::debtor)
            .collect(Collectors.toSet());
    return debtors.stream()
        .filter(face -> !apart.contains(face.id()) && !bare(face.name()).isEmpty())
        .collect(
            Collectors.groupingBy(face -> bare(face.name()), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(same -> same.stream().map(Face::company).distinct().count() > 1)
        .filter(
            same ->
                same.stream()
                        .map(face -> parties.getOrDefault(face.id(), -face.id()))
                        .distinct()
                        .count()
                    > 1)
        .map(same -> candidate(same, "the same name, which proves nothing"))
        .toList();
  }

  /** Letters and digits without accents, case and legal form. */
  private static String bare(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return java.util.Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !FORMS.contains(word))
        .collect(Collectors.joining(" "))
        .strip();
  }
}
