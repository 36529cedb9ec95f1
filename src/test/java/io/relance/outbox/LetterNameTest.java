package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LetterNameTest {
  private static final LetterName NAME = new LetterName("{date}-{debtor}-{level}-{act}.pdf");

  @Test
  void itReadsWell() {
    assertThat(
            NAME.of(
                Map.of(
                    "date",
                    "2026-07-07",
                    "debtor",
                    "C00042",
                    "level",
                    "Mise en demeure é/2",
                    "act",
                    "17")))
        .isEqualTo("2026-07-07-C00042-Mise-en-demeure-e-2-17.pdf");
  }

  @Property
  void itIsAlwaysAPlainFileInItsFolder(@ForAll String debtor, @ForAll String level) {
    String name =
        NAME.of(Map.of("date", "2026-07-07", "debtor", debtor, "level", level, "act", "17"));
    assertThat(name).matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.pdf").hasSizeLessThan(200);
    assertThat(Path.of("/x").resolve(name).normalize().getParent()).isEqualTo(Path.of("/x"));
  }

  @Test
  void patternsThatLeadElsewhereOrNameTwoAlikeAreRefused() {
    for (String bad :
        new String[] {
          "../{act}.pdf", "/tmp/{act}.pdf", "{act}", "{date}.pdf", "{act}-{iban}.pdf", "{act}\n.pdf"
        }) {
      assertThatThrownBy(() -> new LetterName(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
