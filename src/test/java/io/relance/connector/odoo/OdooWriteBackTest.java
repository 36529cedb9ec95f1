package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What we tell Odoo is there once, however often we tell it. */
@ParameterizedClass
@ValueSource(ints = {19, 14})
class OdooWriteBackTest {
  @Parameter int major;
  private SimulatedOdoo odoo;
  private Street street;
  private int customer;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(major, Clock.systemUTC());
    FrenchLedger.fill(odoo, LocalDate.of(2026, 11, 21));
    customer = (Integer) odoo.ledger().rows("res.partner", "ref", "C1005").get(0).get("id");
    street = Street.to(odoo, Map.of("timeoutSeconds", "1"));
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    odoo.close();
  }

  private Object note(String key) throws Exception {
    return street.run(
        "writeback",
        "<p>Relance 1 envoyée</p>",
        Map.of("writebackKind", "note", "writebackKey", key, "writebackTarget", "1"));
  }

  private @Nullable Object marker(@Nullable String marker) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("writebackKind", "marker");
    properties.put("writebackKey", "marker/1");
    properties.put("writebackTarget", String.valueOf(customer));
    if (marker != null) {
      properties.put("marker", marker);
    }
    return street.run("writeback", null, properties);
  }

  private List<String> tags() {
    Object ids = odoo.ledger().rows("res.partner", "id", customer).get(0).get("category_id");
    return ((List<?>) ids)
        .stream()
            .map(id -> odoo.ledger().rows("res.partner.category", "id", id).get(0).get("name"))
            .map(String::valueOf)
            .toList();
  }

  @Test
  void aNoteIsInternalHtmlAndThereOnce() throws Exception {
    Object first = note("act/42");
    assertThat(note("act/42")).isEqualTo(first).isNotEqualTo("");
    assertThat(note("act/43")).isNotEqualTo(first);
    assertThat(odoo.ledger().rows("mail.message", "res_id", 1))
        .hasSize(2)
        .allSatisfy(
            message ->
                assertThat(message)
                    .containsEntry("subtype", "mail.mt_note")
                    .containsEntry("body", "<p>Relance 1 envoyée</p>"));
  }

  @Test
  void aNoteWhoseAnswerWasLostIsNotWrittenAgain() throws Exception {
    note("act/41");
    odoo.failAfter(1, Fault.CUT);
    assertThatThrownBy(() -> note("act/42")).isInstanceOf(SourceTrouble.class);
    odoo.heal();
    note("act/42");
    assertThat(odoo.ledger().rows("mail.message", "res_id", 1)).hasSize(2);
  }

  private Map<?, ?> notes(String... keys) throws Exception {
    String each =
        Stream.of(keys)
            .map("{\"key\": \"%s\", \"target\": \"1\", \"text\": \"<p>so</p>\"}"::formatted)
            .collect(Collectors.joining(","));
    return (Map<?, ?>) street.run("notes", "[" + each + "]", Map.of());
  }

  @Test
  void manyNotesAreMadeInOneCallAndThoseThatAreThereLeftAlone() throws Exception {
    Object posted = note("act/1");
    int calls = odoo.calls().size();
    Map<?, ?> first = notes("act/1", "act/2", "act/3");
    assertThat(first.get("act/1")).isEqualTo(posted);
    assertThat(odoo.calls().subList(calls, odoo.calls().size()))
        .containsOnlyOnce("mail.message/create");
    assertThat(notes("act/1", "act/2", "act/3")).isEqualTo(first).hasSize(3);
    assertThat(note("act/3")).isEqualTo(first.get("act/3"));
    assertThat(odoo.ledger().rows("mail.message", "subtype_id", 2)).hasSize(2);
    assertThat(odoo.ledger().rows("mail.message", "res_id", 1)).hasSize(3);
  }

  @Test
  void manyNotesWhoseAnswerWasLostAreNotWrittenAgain() throws Exception {
    note("act/0");
    odoo.failAfter(2, Fault.CUT);
    assertThatThrownBy(() -> notes("act/1", "act/2")).isInstanceOf(SourceTrouble.class);
    odoo.heal();
    assertThat(notes("act/1", "act/2")).hasSize(2);
    assertThat(odoo.ledger().rows("mail.message", "res_id", 1)).hasSize(3);
  }

  @Test
  void whoCarriesWhichMarkerIsRead() throws Exception {
    assertThat((Map<?, ?>) street.run("markers", null, Map.of())).isEmpty();
    marker("R2");
    assertThat(street.run("markers", null, Map.of()))
        .isEqualTo(Map.of(String.valueOf(customer), "R2"));
  }

  @Test
  void theMarkerIsTheOnlyTagOfItsKind() throws Exception {
    marker("R1");
    assertThat(tags()).contains("Relance/R1", "Grand compte");
    Object tag = marker("R2");
    assertThat(tags()).contains("Relance/R2", "Grand compte").doesNotContain("Relance/R1");
    int calls = odoo.calls().size();
    assertThat(marker("R2")).isEqualTo(tag);
    assertThat(odoo.calls().subList(calls, odoo.calls().size()))
        .doesNotContain("res.partner/write", "res.partner.category/create");
    marker(null);
    assertThat(tags()).containsExactly("Grand compte");
  }
}
