package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.ledger.RecordType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {
  private final List<@Nullable String[]> rows = new ArrayList<>();

  @Test
  void everyMistakeOfAPageIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    RecordType.ITEM,
                    """
                    [{"key":"a","debtor":"D","currency":"EURO","kind":"invoice","due":"2026-02-30","original":1,"open":1},
                     {"key":"b","currency":"JPY","kind":"bill","due":"2026-02-28","original":"1.5","open":1,"opne":2},
                     {"key":"c","debtor":["D"],"currency":"EUR","kind":"credit","due":"28/02/2026","original":1,"open":"x",
                      "dispute":"yes"}]"""))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageStartingWith("acme/1: a page of item records cannot be believed: ")
        .hasMessageContainingAll(
            "record 1 (a): currency is no currency (ISO 4217): \"EURO\"",
            "record 1 (a): due is no date (YYYY-MM-DD): \"2026-02-30\"",
            "record 2 (b): opne is no field of a item",
            "record 2 (b): debtor is missing",
            "record 2 (b): kind is none of",
            "record 2 (b): original is no amount in JPY, or has too many decimals: \"1.5\"",
            "record 3 (c): debtor is a list or an object",
            "record 3 (c): due is no date (YYYY-MM-DD): \"28/02/2026\"",
            "record 3 (c): open is no amount in EUR, or has too many decimals: \"x\"",
            "record 3 (c): dispute is not true or false: \"yes\"");
    assertThat(rows).isEmpty();
  }

  @Test
  void acceptsLeapDaysAndNoLessStrictOnes() throws IOException {
    assertThat(read(RecordType.PAYMENT, payment("2028-02-29"))).isEqualTo(1);
    assertThatThrownBy(() -> read(RecordType.PAYMENT, payment("2026-02-29")))
        .hasMessageContaining("is no date");
    assertThatThrownBy(() -> read(RecordType.PAYMENT, payment("2026-13-01")))
        .hasMessageContaining("is no date");
  }

  private static String payment(String day) {
    return "[{\"key\":\"p\",\"paidOn\":\"%s\",\"amount\":1,\"currency\":\"EUR\"}]".formatted(day);
  }

  @Test
  void whatIsNoPageIsALie() {
    assertThatThrownBy(() -> read(RecordType.ITEM, "<html>login</html>"))
        .hasMessageContaining("is no JSON, or was cut");
    assertThatThrownBy(() -> read(RecordType.DOCUMENT, "[{\"key\":\"a\"},{\"key\":"))
        .hasMessageContaining("is no JSON, or was cut");
    assertThatThrownBy(() -> read(RecordType.DOCUMENT, "{\"key\":\"a\"}"))
        .hasMessageContaining("is no JSON array");
    assertThatThrownBy(() -> read(RecordType.DOCUMENT, "[{\"key\":\"a\"},7]"))
        .hasMessageContaining("no record after record 1");
  }

  @Test
  void aPageIsAThousandRecordsAtMost() throws IOException {
    assertThat(read(RecordType.DOCUMENT, documents(1_000))).isEqualTo(1_000);
    assertThatThrownBy(() -> read(RecordType.DOCUMENT, documents(1_001)))
        .hasMessageContaining("holds 1001 records, at most 1000 may");
  }

  private static String documents(int count) {
    return Collections.nCopies(count, "{\"key\":\"a\"}").toString();
  }

  private int read(RecordType type, String json) throws IOException {
    return new Page("acme/1", type)
        .read(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            values -> rows.add(values.clone()));
  }
}
