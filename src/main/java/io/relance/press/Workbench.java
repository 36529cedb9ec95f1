package io.relance.press;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.text.Bidi;
import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What one thread needs to print a page after another: a parser, read styles, parsed fonts. */
final class Workbench {
  private static final int USUAL_SIZE = 32_768;

  static {
    XRLog.setLoggerImpl(new Quiet()); // each page's own listener hears of what went wrong
  }

  private final Materials materials;
  private final DocumentBuilder parser;
  private final Styles styles = new Styles();
  private final FSDefaultCacheStore metrics = new FSDefaultCacheStore();
  private final Fonts fonts;

  Workbench(Materials materials, List<Typeface> typefaces) {
    this.materials = materials;
    this.parser = parser();
    this.fonts = new Fonts(typefaces);
  }

  private static DocumentBuilder parser() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder parser = factory.newDocumentBuilder();
      parser.setErrorHandler(null);
      return parser;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java platform has no safe XML parser", e);
    }
  }

  byte[] print(String xhtml, Instant at) {
    Document page = read(Normalizer.normalize(xhtml, Normalizer.Form.NFC));
    String text = page.getDocumentElement().getTextContent();
    fonts.check(text);
    try (PDDocument pdf = new PDDocument()) {
      lay(page, text, pdf);
      Archive.seal(pdf, page, at);
      ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new Unprintable("the page cannot be printed: " + e.getMessage(), e);
    }
  }

  private Document read(String xhtml) {
    try {
      return parser.parse(new InputSource(new StringReader(xhtml)));
    } catch (SAXException e) {
      throw new Unprintable("the page is no well-formed XHTML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lay(Document page, String text, PDDocument pdf) throws IOException {
    Set<String> troubles = new LinkedHashSet<>();
    PdfRendererBuilder builder = builder(page, pdf, troubles);
    if (Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
      builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
      builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
    }
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      fonts.offer(renderer);
      renderer.createPDFWithoutClosing();
    }
    if (!troubles.isEmpty()) {
      throw new Unprintable("the page cannot be printed: " + String.join("; ", troubles));
    }
  }

  private PdfRendererBuilder builder(Document page, PDDocument pdf, Set<String> troubles) {
    return new PdfRendererBuilder()
        .usePDDocument(pdf)
        .useNamespaceHandler(styles)
        .useCacheStore(CacheStore.PDF_FONT_METRICS, metrics)
        .useObjectDrawerFactory(new QrDrawer.Factory())
        .useProtocolsStreamImplementation(materials::open, Materials.SCHEME)
        .useUriResolver((base, reference) -> resolve(reference, troubles))
        .withDiagnosticConsumer(d -> note(d, troubles))
        .withW3cDocument(page, Materials.SCHEME + ":");
  }

  private @Nullable String resolve(@Nullable String reference, Set<String> troubles) {
    String found = materials.resolve(reference);
    if (found == null && reference != null) {
      troubles.add(reference + " is no file below templates/, and nothing else is read");
    }
    return found;
  }

  private static void note(Diagnostic said, Set<String> troubles) {
    if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
      troubles.add(said.getFormattedMessage());
    }
  }
}
