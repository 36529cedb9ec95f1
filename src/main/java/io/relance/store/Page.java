package io.relance.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON array of canonical records, read as a stream: one record in memory at a time. */
final class Page {
  private static final JsonFactory JSON = new JsonFactory();
  static final int MOST = 1_000;
  private static final int SHOWN = 25;

  private final String company;
  private final RecordType type;
  private final List<String> mistakes = new ArrayList<>();

  Page(String company, RecordType type) {
    this.company = company;
    this.type = type;
  }

  /** Takes one good record's values, in the order of its type's fields. */
  interface Rows {
    void add(@Nullable String[] values) throws IOException;
  }

  /**
   * Reads it whole; rows got so far are worthless when it throws.
   *
   * @return how many records it held
   * @throws SourceTrouble naming every mistake in it
   */
  int read(InputStream json, Rows rows) throws IOException {
    int count = 0;
    try (JsonParser parser = JSON.createParser(json)) {
      start(parser);
      CanonicalRecord record = new CanonicalRecord(type, mistakes);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        count++;
        if (record.read(parser, count)) {
          rows.add(record.values());
        }
      }
      end(parser, count);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw trouble(Kind.LIES, "is no JSON, or was cut: " + e.getOriginalMessage(), e);
    }
    if (!mistakes.isEmpty()) {
      throw trouble(Kind.DRIFT, "cannot be believed: " + summary(), null);
    }
    return count;
  }

  private void start(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw trouble(Kind.LIES, "is no JSON array of records", null);
    }
  }

  private void end(JsonParser parser, int count) throws IOException {
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw trouble(Kind.LIES, "holds something that is no record after record " + count, null);
    }
    if (count > MOST) {
      throw trouble(Kind.DRIFT, "holds " + count + " records, at most " + MOST + " may", null);
    }
  }

  private String summary() {
    String shown = String.join("; ", mistakes.subList(0, Math.min(SHOWN, mistakes.size())));
    return mistakes.size() > SHOWN ? shown + "; and " + (mistakes.size() - SHOWN) + " more" : shown;
  }

  private SourceTrouble trouble(Kind kind, String what, @Nullable Throwable cause) {
    String message = company + ": a page of " + type.text() + " records " + what;
    return cause == null
        ? new SourceTrouble(kind, message)
        : new SourceTrouble(kind, message, cause);
  }
}
