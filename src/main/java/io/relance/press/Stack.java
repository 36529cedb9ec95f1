package io.relance.press;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Many letters as one PDF. Their pages' contents wait in a temporary file, not in memory. */
final class Stack implements AutoCloseable {
  private static final String SEVERAL = "mul"; // ISO 639
  private final PDFMergerUtility merger = new PDFMergerUtility();
  private final Set<String> languages = new LinkedHashSet<>();
  private final PDDocument all = new PDDocument(IOUtils.createTempFileOnlyStreamCache());

  static void write(List<Sheet> sheets, String title, Instant at, Path to) {
    try (Stack stack = new Stack()) {
      for (Sheet sheet : sheets) {
        stack.add(sheet);
      }
      stack.save(title, at, to);
    } catch (IOException e) {
      throw new Unprintable(to + " cannot be made of its letters: " + e.getMessage(), e);
    }
  }

  private void add(Sheet sheet) throws IOException {
    while (all.getNumberOfPages() < sheet.first() - 1) {
      all.addPage(new PDPage(PDRectangle.A4)); // the back of the letter before
    }
    try (PDDocument letter = Loader.loadPDF(sheet.pdf().toFile())) {
      languages.add(String.valueOf(letter.getDocumentCatalog().getLanguage()));
      letter.getDocumentCatalog().setOutputIntents(List.of()); // they share one
      merger.appendDocument(all, letter);
    }
    if (all.getNumberOfPages() != sheet.last()) {
      throw new IOException(
          "%s ends on page %d, not on %d"
              .formatted(sheet.pdf(), all.getNumberOfPages(), sheet.last()));
    }
  }

  private void save(String title, Instant at, Path to) throws IOException {
    String language = languages.size() == 1 ? languages.iterator().next() : SEVERAL;
    Archive.seal(all, title, language, at);
    try (var out = Files.newOutputStream(to)) {
      all.save(out, CompressParameters.NO_COMPRESSION); // which would hold it in memory
    }
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
