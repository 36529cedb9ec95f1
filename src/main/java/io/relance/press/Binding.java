package io.relance.press;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Puts the pages of several PDFs behind those of the first. */
final class Binding {
  private Binding() {}

  static byte[] of(List<byte[]> pdfs) {
    PDFMergerUtility merger = new PDFMergerUtility();
    try (PDDocument first = Loader.loadPDF(pdfs.get(0))) {
      for (byte[] pdf : pdfs.subList(1, pdfs.size())) {
        try (PDDocument next = Loader.loadPDF(pdf)) {
          next.getDocumentCatalog().setOutputIntents(List.of()); // the first one's colours stand
          merger.appendDocument(first, next);
        }
      }
      first.setDocumentId(1L);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      first.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new Unprintable("a PDF that goes with the letter cannot be read: " + e.getMessage(), e);
    }
  }
}
