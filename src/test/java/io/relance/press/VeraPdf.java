package io.relance.press;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.model.GFModelParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** The reference validator of PDF/A (veraPDF), in process. */
public final class VeraPdf {
  private VeraPdf() {}

  /** Each rule of PDF/A-2b that the file breaks, with where; empty = it is valid. */
  public static List<String> troubles(byte[] pdf) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.PDFA_2_B;
    try (var parser = GFModelParser.createModelWithFlavour(new ByteArrayInputStream(pdf), flavour);
        var validator = ValidatorFactory.createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      return result.getTestAssertions().stream()
          .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
          .map(a -> a.getRuleId().getClause() + ": " + a.getMessage() + " " + a.getLocation())
          .toList();
    }
  }
}
