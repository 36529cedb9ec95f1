package io.relance.press;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Makes a PDF one for the archive (ISO 19005-2, level B): what it is, in which colours. */
final class Archive {
  private static final String PRODUCER = "Relance";
  private static final String RGB = "sRGB IEC61966-2.1";
  private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  private static final String ABOUT =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
       xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
      <dc:format>application/pdf</dc:format>
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
      <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
      <pdf:Producer>%s</pdf:Producer>
      <xmp:CreateDate>%s</xmp:CreateDate>
      <pdfaid:part>2</pdfaid:part>
      <pdfaid:conformance>B</pdfaid:conformance>
      </rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """;

  private Archive() {}

  /** Title and language are the page's own; the same time gives the same bytes. */
  static void seal(PDDocument pdf, Document page, Instant at) throws IOException {
    seal(pdf, title(page), page.getDocumentElement().getAttribute("lang"), at);
  }

  static void seal(PDDocument pdf, String title, String language, Instant at) throws IOException {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    pdf.setVersion(1.7f);
    pdf.setDocumentId(second.getEpochSecond());
    pdf.setDocumentInformation(information(title, second));
    PDDocumentCatalog catalog = pdf.getDocumentCatalog();
    catalog.setLanguage(language);
    catalog.setMetadata(metadata(pdf, title, language, second));
    catalog.addOutputIntent(colours(pdf));
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    pdf.getPages().forEach(page -> plain(page.getResources()));
  }

  /** The renderer asks for smoothed pictures, which an archive refuses. */
  private static void plain(@Nullable PDResources resources) {
    COSDictionary objects =
        resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
    if (objects != null) {
      for (COSName name : objects.keySet()) {
        objects.getCOSStream(name).removeItem(COSName.INTERPOLATE);
      }
    }
  }

  private static String title(Document page) {
    NodeList titles = page.getElementsByTagName("title");
    return titles.getLength() == 0 ? "" : titles.item(0).getTextContent().strip();
  }

  private static PDDocumentInformation information(String title, Instant at) {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    GregorianCalendar date = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    date.setTimeInMillis(at.toEpochMilli());
    information.setCreationDate(date);
    return information;
  }

  private static PDMetadata metadata(PDDocument pdf, String title, String language, Instant at)
      throws IOException {
    String about =
        ABOUT.formatted(
            StringEscapeUtils.escapeXml10(title),
            StringEscapeUtils.escapeXml10(language),
            PRODUCER,
            at.atOffset(ZoneOffset.UTC));
    PDMetadata metadata = new PDMetadata(pdf);
    metadata.importXMPMetadata(about.getBytes(StandardCharsets.UTF_8));
    return metadata;
  }

  private static PDOutputIntent colours(PDDocument pdf) throws IOException {
    PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(COLOURS));
    intent.setInfo(RGB);
    intent.setOutputCondition(RGB);
    intent.setOutputConditionIdentifier(RGB);
    intent.setRegistryName("http://www.color.org");
    return intent;
  }
}
