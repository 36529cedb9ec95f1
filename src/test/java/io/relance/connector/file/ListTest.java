package io.relance.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped list kamelets over CSV and XLSX as accounting programs and people write them. */
class ListTest {
  private static final String LIST =
      """
      Code client;Raison sociale;N° facture;Référence;Date facture;Échéance;Montant TTC;Solde;Devise;Commercial;E-mail
      CARAT;Carat SARL;FA31;PO-9;31/08/2026;30/09/2026;1 200,00;700,00;EUR;Claire;compta@carat.example
      CARAT;Carat SARL;AV7;;15/09/2026;15/09/2026;-100,00;-100,00;EUR;Claire;compta@carat.example
      Sous-total CARAT;;;;;;;600,00;;;
      DUVAL;Duval SA;FA32;;31/08/2026;30/09/2026;80,00;80,00;EUR;;
      DUVAL;Duval SA;FA32;;31/08/2026;31/10/2026;80,00;80,00;EUR;;
      Total général;;;;;;;760,00;EUR;;
      """;

  @TempDir Path folder;
  @TempDir Path settings;

  private FileStreet street(String layout) throws Exception {
    Path file = Files.writeString(settings.resolve("layout.yaml"), layout);
    return new FileStreet("file", folder, Map.of("layout", file.toString(), "files", "list*"));
  }

  private FileStreet street() throws Exception {
    return street(Files.readString(Path.of("connectors/file/layout.yaml")));
  }

  @Test
  void aListBecomesItsItems() throws Exception {
    try (FileStreet street = street()) {
      street.put("list.csv", LIST.getBytes(Charset.forName("windows-1252")));
      street.sweep("1");
      assertThat(street.items("key", "kind", "number", "due", "original", "open"))
          .containsExactly(
              List.of(
                  "CARAT/FA31/2026-09-30", "invoice", "FA31", "2026-09-30", "1200.00", "700.00"),
              List.of("CARAT/AV7/2026-09-15", "credit", "AV7", "2026-09-15", "-100.00", "-100.00"),
              List.of("DUVAL/FA32/2026-09-30", "invoice", "FA32", "2026-09-30", "80.00", "80.00"),
              List.of("DUVAL/FA32/2026-10-31", "invoice", "FA32", "2026-10-31", "80.00", "80.00"));
      assertThat(street.records("debtor"))
          .extracting(d -> d.get("key") + " " + d.get("name"))
          .containsExactly("CARAT Carat SARL", "DUVAL Duval SA");
      assertThat(street.records("contact"))
          .extracting(c -> c.get("debtor") + " " + c.get("role") + " " + c.get("email"))
          .containsExactly("CARAT billing compta@carat.example");
      assertThat(street.lastClose())
          .containsEntry("items", 4L)
          .containsEntry("totals", Map.of("EUR", "760.00"));
    }
  }

  @Test
  void aTotalThatDiffersOrLacksRefusesTheList() throws Exception {
    try (FileStreet street = street()) {
      street.put(
          "list.csv", LIST.replace("Total général;;;;;;;760,00", "Total général;;;;;;;761,00"));
      assertThatThrownBy(() -> street.sweep("1"))
          .hasMessageContaining("line 7: the total says 761.00 EUR, the rows make 760.00");
      street.put("list.csv", LIST.substring(0, LIST.indexOf("Total g")));
      assertThatThrownBy(() -> street.sweep("1")).hasMessageContaining("its total is missing");
      street.put(
          "list.csv",
          LIST.replace("80,00;80,00;EUR;;\nTotal", "80,00;80,00;USD;;\nTotal")
              .replace("760,00", "680,00"));
      assertThatThrownBy(() -> street.sweep("1")).hasMessageContaining("or that of a currency");
      String rows = LIST.substring(LIST.indexOf('\n') + 1);
      street.put("list.csv", LIST + rows);
      assertThatThrownBy(() -> street.sweep("1")).hasMessageContaining("a row below the total");
    }
  }

  @Test
  void allMistakesOfAListAreNamed() throws Exception {
    try (FileStreet street = street()) {
      street.put(
          "list.csv",
          LIST.replace("700,00;EUR", "7oo;EUR")
              .replace("80,00;EUR;;\nDUVAL", "80,00;EURO;;\nDUVAL")
              .replace("15/09/2026;-100", "31/02/2026;-100")
              .replace("31/10/2026", "30/09/2026"));
      assertThatThrownBy(() -> street.sweep("1")).isInstanceOf(SourceTrouble.class);
      assertThat(Files.readString(folder.resolve("rejected/list.csv.report.txt")))
          .contains("FR  ligne 2 : « Solde » n'est pas un montant en « EUR »")
          .contains("EN  line 3: \"31/02/2026\" is no day as the layout writes it")
          .contains("EN  line 5: \"Solde\" is no amount in \"EURO\"")
          .contains("EN  line 6: DUVAL/FA32/2026-09-30 stands on line 5 already");
    }
  }

  @Test
  void groupedListsLettersAndTwoAmountsAreRead() throws Exception {
    String layout =
        """
        header: 0
        separator: tab
        decimal: "."
        thousands: ","
        date: yyyy-MM-dd
        columns: {debtor: A, number: B, issued: C, debit: D, credit: E}
        fill: [debtor]
        """;
    try (FileStreet street = street(layout)) {
      street.put(
          "list.tsv",
          "C1\tF1\t2026-08-01\t1,234.50\t\n\tF2\t2026-08-02\t10.00\t\n\n\tA1\t2026-08-03\t\t4.50\n");
      street.sweep("1");
      assertThat(street.items("key", "due", "open"))
          .containsExactly(
              List.of("C1/F1", "2026-08-31", "1234.50"),
              List.of("C1/F2", "2026-09-01", "10.00"),
              List.of("C1/A1", "2026-08-03", "-4.50"));
      assertThat(street.probe("1").get("problems").toString())
          .contains("nothing proves that a list is whole")
          .contains("contacts.csv is not there");
    }
  }

  @Test
  void aWrongLayoutSaysAllThatIsWrong() throws Exception {
    try (FileStreet street = street("columns: {debitor: A}\nhaeder: 1\ntotal: Total\n")) {
      street.put("list.csv", LIST);
      assertThatThrownBy(() -> street.sweep("1"))
          .hasMessageContaining("unknown entry haeder")
          .hasMessageContaining("unknown column debitor")
          .hasMessageContaining("columns lacks number")
          .hasMessageContaining("lacks open, or debit and credit")
          .hasMessageContaining("total needs column and starts");
      assertThat(folder.resolve("list.csv")).as("the list is not to blame").exists();
    }
  }

  @Test
  void aWorkbookIsReadAsItsCells() throws Exception {
    try (FileStreet street = street()) {
      street.put("list.xlsx", Xlsx.xlsx(rows()));
      street.sweep("1");
      assertThat(street.items("key", "issued", "due", "open"))
          .containsExactly(
              List.of("CARAT/31/2026-09-30", "2026-08-31", "2026-09-30", "0.30"),
              List.of("CARAT/32/2026-10-01", "2026-08-31", "2026-10-01", "1200.00"));
    }
  }

  private static List<List<Object>> rows() {
    List<Object> head =
        List.of(
            "Code client",
            "Raison sociale",
            "N° facture",
            "Référence",
            "Date facture",
            "Échéance",
            "Montant TTC",
            "Solde",
            "Devise",
            "Commercial",
            "E-mail");
    return List.of(
        head,
        Arrays.asList(
            "CARAT", "Carat", 31, "", 46265, 46295, 0.3, "0.30000000000000004", "EUR", "", ""),
        Arrays.asList("CARAT", "Carat", 32, "", 46265, 46296, 1200, 1200, "EUR", "", ""),
        Arrays.asList("Total général", "", "", "", "", "", "", 1200.3, "EUR", "", ""));
  }

  /** Writes what a spreadsheet program would, and what none would. */
  static final class Xlsx {
    private Xlsx() {}

    static byte[] xlsx(List<List<Object>> rows) throws IOException {
      return zip(sheet(rows));
    }

    static String sheet(List<List<Object>> rows) {
      StringBuilder xml = new StringBuilder();
      xml.append(
          "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
      for (int r = 0; r < rows.size(); r++) {
        xml.append("<row r=\"").append(r + 1).append("\">");
        for (int c = 0; c < rows.get(r).size(); c++) {
          xml.append(cell("" + (char) ('A' + c) + (r + 1), rows.get(r).get(c)));
        }
        xml.append("</row>");
      }
      return xml.append("</sheetData></worksheet>").toString();
    }

    private static String cell(String address, Object value) {
      boolean number = value instanceof Number || value.toString().matches("0\\.3\\d+");
      return number
          ? "<c r=\"%s\"><v>%s</v></c>".formatted(address, value)
          : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(address, value);
    }

    static byte[] zip(String sheet) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.setLevel(Deflater.BEST_SPEED);
        entry(
            zip,
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
        entry(
            zip,
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        entry(
            zip,
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Feuil1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        entry(
            zip,
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        entry(zip, "xl/worksheets/sheet1.xml", sheet);
      }
      return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  @Test
  void formulasAreRefusedUnlessTheLayoutTakesTheirValues() throws Exception {
    String sheet =
        Xlsx.sheet(rows())
            .replace("<v>1200</v></c><c r=\"I3\"", "<f>600*2</f><v>1200</v></c><c r=\"I3\"");
    try (FileStreet street = street()) {
      street.put("list.xlsx", Xlsx.zip(sheet));
      assertThatThrownBy(() -> street.sweep("1")).hasMessageContaining("line 3: H3 is a formula");
    }
    String layout = Files.readString(Path.of("connectors/file/layout.yaml"));
    try (FileStreet street = street(layout.replace("formulas: refuse", "formulas: cached"))) {
      street.put("list.xlsx", Xlsx.zip(sheet));
      street.sweep("1");
      assertThat(street.items("open")).contains(List.of("1200.00"));
    }
  }

  @Test
  void hostileWorkbooksAreRefused() throws Exception {
    String good = Xlsx.sheet(rows());
    Map<String, String> hostile =
        Map.of(
            "<!DOCTYPE a [<!ENTITY b \"x\">]>" + good,
            "a document type",
            good.replace("Carat", "x".repeat(3_000_000)),
            "far too",
            good.replace(
                "</sheetData>", "<row r=\"9\">" + "<c/>".repeat(2_000_000) + "</row></sheetData>"),
            "far too",
            good.replace("r=\"A3\"", "r=\"ZZZZZZ3\""),
            "far too long",
            good.replace("</row>", "</raw>"),
            "cannot be read");
    for (Map.Entry<String, String> one : hostile.entrySet()) {
      try (FileStreet street = street()) {
        street.put("list.xlsx", Xlsx.zip(one.getKey()));
        assertThatThrownBy(() -> street.sweep("1"))
            .as(one.getValue())
            .hasMessageContaining(one.getValue());
      }
    }
  }
}
