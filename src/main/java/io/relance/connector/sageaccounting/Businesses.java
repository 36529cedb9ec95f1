package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.List;

/** The businesses that the person who authorised the hub may see. */
final class Businesses {
  private Businesses() {}

  static List<JsonNode> list(Talk talk) {
    List<JsonNode> all = new ArrayList<>();
    new Listing(talk, "/businesses").forEachRemaining(all::addAll);
    return all;
  }

  /**
   * The one that is read.
   *
   * @throws io.relance.connector.SourceTrouble naming those there are when it is none of them
   */
  static JsonNode get(Talk talk) {
    List<JsonNode> all = list(talk);
    return all.stream()
        .filter(one -> one.path("id").asText().equals(talk.business()))
        .findFirst()
        .orElseThrow(
            () ->
                talk.trouble(
                    "/businesses",
                    Kind.MISCONFIGURED,
                    "there is no business " + talk.business(),
                    "name one of "
                        + all.stream()
                            .map(b -> b.path("id").asText() + " (" + b.path("name").asText() + ")")
                            .toList()
                        + " in the source's companies"));
  }
}
