package io.relance.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped FEC kamelets over files as accounting programs write them. */
class FecTest {
  private static final String SIREN = "732829320";
  private static final String NAME = SIREN + "FEC20261231.txt";
  private static final String HEADER =
      "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|"
          + "PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";

  @TempDir Path folder;
  private FileStreet street;

  @BeforeEach
  void start() throws Exception {
    street = new FileStreet("fec", folder, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
  }

  /** Invoice and counterpart; a payment's counterpart is the bank. */
  private static String line(
      String journal, String aux, String ref, String debit, String credit, String letter) {
    String other = journal.equals("BQ") ? "512000" : "706000";
    return "%s|J|%s1|20260831|411000|Clients|%s|%s SARL|%s|20260831|x|%s|%s|%s||20260905||\n%s|J|%s1|20260831|%s|x|||%s|20260831|x|%s|%s|||20260905||\n"
        .formatted(
            journal, ref, aux, aux, ref, debit, credit, letter, journal, ref, other, ref, credit,
            debit);
  }

  private static String carat() {
    return HEADER
        + line("VE", "CARAT", "FA0031", "1200,00", "0,00", "")
        + line("BQ", "CARAT", "VIR77", "0,00", "500,00", "")
        + line("VE", "DUVAL", "FA0032", "80,00", "0,00", "AA")
        + line("BQ", "DUVAL", "VIR78", "0,00", "80,00", "AA");
  }

  @Test
  void whatIsNotLetteredIsOpen() throws Exception {
    street.put(NAME, carat());
    street.sweep(SIREN);
    assertThat(street.items("key", "debtor", "kind", "number", "due", "original", "open"))
        .containsExactly(
            List.of(
                "CARAT/FA0031/D1200.00",
                "CARAT",
                "invoice",
                "FA0031",
                "2026-09-30",
                "1200.00",
                "1200.00"),
            List.of(
                "CARAT/VIR77/C500.00",
                "CARAT",
                "payment",
                "VIR77",
                "2026-08-31",
                "-500.00",
                "-500.00"));
    assertThat(street.records("debtor"))
        .containsExactly(Map.of("key", "CARAT", "name", "CARAT SARL"));
    assertThat(street.lastClose())
        .containsEntry("items", 2L)
        .containsEntry("totals", Map.of("EUR", "700.00"))
        .containsEntry("asOf", "2026-01-15T08:00:00Z")
        .containsEntry("mark", "2026-01-15T08:00:00Z")
        .containsEntry("identity", "FEC files of " + SIREN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "BOM", "windows-1252", "ISO-8859-15"})
  void everyEncodingGivesTheSameNames(String encoding) throws Exception {
    String text =
        (HEADER + line("VE", "CŒUR", "FAé1", "10,00", "0,00", ""))
            .replace("CŒUR SARL", "Cœur à l'œuvre €");
    Charset charset = encoding.equals("BOM") ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    street.put(NAME, ((encoding.equals("BOM") ? "\uFEFF" : "") + text).getBytes(charset));
    street.sweep(SIREN);
    assertThat(street.records("debtor"))
        .containsExactly(Map.of("key", "CŒUR", "name", "Cœur à l'œuvre €"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ";", ",,"})
  void everySeparatorIsFound(String separator) throws Exception {
    String text =
        separator.equals(",,")
            ? carat().replace(",00", ".00").replace("|", ",")
            : carat().replace("|", separator);
    street.put(NAME, text);
    street.sweep(SIREN);
    assertThat(street.lastClose()).containsEntry("totals", Map.of("EUR", "700.00"));
  }

  @Test
  void paddingTimesLineEndsAndCaseDoNoHarm() throws Exception {
    String text =
        carat()
            .replace("1200,00", " 000000000001200,00")
            .replace("|20260905|", "|20260905 10:12:33|")
            .replace("JournalCode", "JOURNALCODE")
            .replace("EcritureLet|", "ecriturelet|")
            .replace("\n", "\r\n");
    street.put(NAME, text + "\r\n\r\n");
    street.sweep(SIREN);
    assertThat(street.items("key", "open")).contains(List.of("CARAT/FA0031/D1200.00", "1200.00"));
  }

  @Test
  void quotedFilesAreReadAndStrayQuotesAreLetters() throws Exception {
    street.put(NAME, carat().replace("CARAT SARL", "\"Le Petit\" CARAT"));
    street.sweep(SIREN);
    assertThat(street.records("debtor").get(0)).containsEntry("name", "\"Le Petit\" CARAT");
    String quoted = carat().replace("|", "\";\"").replaceAll("(?m)^(?=.)|(?<=.)$", "\"");
    street.put(NAME, quoted);
    street.sweep(SIREN);
    assertThat(street.lastClose()).containsEntry("totals", Map.of("EUR", "700.00"));
  }

  @Test
  void amountAndSideStandForDebitAndCredit() throws Exception {
    String text =
        """
        JournalCode|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLet|Montant|Sens
        VE|1|20260831|411000|x|CARAT|Carat|FA1|20260831||1200,00|D
        VE|1|20260831|706000|x|||FA1|20260831||1200,00|C
        BQ|2|20260901|411000|x|CARAT|Carat|V1|20260901||200,00|-1
        BQ|2|20260901|512000|x|||V1|20260901||200,00|+1
        """;
    street.put(NAME, text);
    street.sweep(SIREN);
    assertThat(street.items("key", "kind"))
        .containsExactly(
            List.of("CARAT/FA1/D1200.00", "invoice"), List.of("CARAT/V1/C200.00", "payment"));
  }

  @Test
  void withoutAuxiliaryTheSubAccountIsTheCustomer() throws Exception {
    street.put(
        NAME,
        HEADER
            + line("VE", "", "FA1", "10,00", "0,00", "")
                .replace("411000|Clients||", "411DUPONT|Dupont||"));
    street.sweep(SIREN);
    assertThat(street.records("debtor"))
        .containsExactly(Map.of("key", "411DUPONT", "name", "Dupont"));
  }

  @Test
  void aLetterIsClosedByItsSumNotItsCase() throws Exception {
    street.put(
        NAME,
        HEADER
            + line("VE", "A", "F1", "100,00", "0,00", "a")
            + line("BQ", "A", "V1", "0,00", "60,00", "a")
            + line("VE", "A", "F2", "100,00", "0,00", "A")
            + line("VE", "A", "F3", "50,00", "0,00", "A")
            + line("BQ", "A", "V2", "0,00", "120,00", "A")
            + line("VE", "B", "F4", "70,00", "0,00", "A"));
    street.sweep(SIREN);
    assertThat(street.items("key", "original", "open", "status"))
        .as("the oldest is taken as paid; B's letter is not A's")
        .containsExactlyInAnyOrder(
            java.util.Arrays.asList("A/F1/D100.00", "100.00", "40.00", null),
            List.of("A/F3/D50.00", "50.00", "30.00", "letter A: oldest taken as paid first"),
            java.util.Arrays.asList("B/F4/D70.00", "70.00", "70.00", null));
    assertThat(street.lastClose()).containsEntry("totals", Map.of("EUR", "140.00"));
  }

  @Test
  void foreignItemsAreSettledInTheirOwnCurrency() throws Exception {
    String paid =
        line("VE", "USA", "F1", "920,00", "0,00", "A")
                .replaceFirst("0905\\|\\|\n", "0905|1000,00|USD\n")
            + line("BQ", "USA", "V1", "0,00", "910,00", "A")
                .replaceFirst("0905\\|\\|\n", "0905|1000,00|USD\n");
    String open =
        line("VE", "USA", "F2", "92,00", "0,00", "")
            .replaceFirst("0905\\|\\|\n", "0905|100,00|USD\n");
    street.put(NAME, HEADER + paid + open);
    street.sweep(SIREN);
    assertThat(street.items("number", "currency", "open"))
        .containsExactly(List.of("F2", "USD", "100.00"));
    assertThat(street.lastClose()).containsEntry("totals", Map.of("USD", "100.00"));
  }

  @Test
  void equalInstalmentsKeepKeysOfTheirOwn() throws Exception {
    String lines = line("VE", "A", "F1", "10,00", "0,00", "");
    street.put(NAME, HEADER + lines + lines);
    street.sweep(SIREN);
    assertThat(street.items("key"))
        .containsExactly(List.of("A/F1/D10.00"), List.of("A/F1/D10.00~2"));
  }

  @Test
  void aPaidInstalmentIsNotReopenedByTheNextOpening() throws Exception {
    String open = line("VE", "A", "F1", "10,00", "0,00", "");
    String paid =
        line("VE", "A", "F1", "10,00", "0,00", "AA") + line("BQ", "A", "V1", "0,00", "10,00", "AA");
    street.put(SIREN + "FEC20251231.txt", HEADER + paid + open + open);
    street.sweep(SIREN).merged();
    List<List<Object>> before = street.items("key");
    assertThat(before).containsExactly(List.of("A/F1/D10.00"), List.of("A/F1/D10.00~2"));
    String opening = opening("A", "F1", "10,00");
    street.put(
        NAME,
        (HEADER + opening + opening).getBytes(StandardCharsets.UTF_8),
        Instant.parse("2026-01-16T08:00:00Z"));
    street.sweep(SIREN);
    assertThat(street.items("key")).isEqualTo(before);
  }

  @Test
  void aFileThatHoldsItsLinesTwiceIsRefused() throws Exception {
    street.put(NAME, carat() + carat().replace(HEADER, ""));
    assertThatThrownBy(() -> street.sweep(SIREN))
        .hasMessageContaining("line 10: the same line of the same entry stands above");
  }

  private static String opening(String aux, String ref, String amount) {
    return line("AN", aux, ref, amount, "0,00", "")
        .replace("20260831", "20260101")
        .replace("706000", "890000");
  }

  @Test
  void anOpeningInDetailCountsAndWhatStandsBeforeItDoesNot() throws Exception {
    String before = line("VE", "A", "F1", "10,00", "0,00", "").replace("20260831", "20251115");
    street.put(NAME, HEADER + before + opening("A", "F1", "10,00") + opening("B", "F2", "20,00"));
    street.sweep(SIREN);
    assertThat(street.items("number", "kind", "open"))
        .containsExactly(List.of("F1", "invoice", "10.00"), List.of("F2", "invoice", "20.00"));
  }

  @Test
  void anOpeningByBalanceIsShownAndNotRemindedOf() throws Exception {
    String before = line("VE", "A", "F1", "10,00", "0,00", "").replace("20260831", "20251115");
    street.put(
        NAME, HEADER + before + opening("A", "RAN26", "10,00") + opening("B", "RAN26", "20,00"));
    street.sweep(SIREN);
    assertThat(street.items("debtor", "number", "noFollowup"))
        .as("A's old line is there, B's is not")
        .containsExactlyInAnyOrder(
            java.util.Arrays.asList("A", "F1", null), List.of("B", "RAN26", true));
  }

  @Test
  void everyMistakeIsReportedWithItsLine() throws Exception {
    street.put(
        NAME,
        carat()
                .replace("1200,00|0,00|", "12x0,00|0,00|")
                .replace("|VIR77|20260831|", "|VIR77|20261331|")
            + "VE|cut");
    assertThatThrownBy(() -> street.sweep(SIREN))
        .isInstanceOfSatisfying(SourceTrouble.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIES))
        .hasMessageContaining("line 2: Debit \"12x0,00\" is no amount");
    assertThat(street.isClosed()).isFalse();
    assertThat(Files.readString(folder.resolve("rejected/" + NAME + ".report.txt")))
        .contains("FR  ligne 2 : Debit « 12x0,00 » n'est pas un montant")
        .contains("EN  line 4: PieceDate \"20261331\" is no day as YYYYMMDD")
        .contains("line 10: 2 fields")
        .contains("does not balance");
    assertThat(folder.resolve(NAME)).doesNotExist();
  }

  @Test
  void missingColumnsAreAllNamed() throws Exception {
    street.put(NAME, carat().replace("EcritureLet", "Lettrage").replace("Debit", "Doit"));
    assertThatThrownBy(() -> street.sweep(SIREN))
        .hasMessageContaining("EcritureLet is missing")
        .hasMessageContaining("neither Debit and Credit");
  }

  @Test
  void aFileThatShowsLessIsHeldAndStays() throws Exception {
    street.put(NAME, carat());
    street.sweep(SIREN).merged();
    String less = HEADER + line("VE", "CARAT", "FA0031", "1200,00", "0,00", "");
    street.put(NAME, less.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-01-16T08:00:00Z"));
    assertThatThrownBy(() -> street.sweep(SIREN))
        .isInstanceOfSatisfying(
            SourceTrouble.class, e -> assertThat(e.kind()).isEqualTo(Kind.OLDER))
        .hasMessageContaining("2 lines to 2026-08-31 after closing 20261231, 8 lines");
    assertThat(folder.resolve(NAME)).as("a person may release it").exists();
    street.forgotten().sweep(SIREN);
    assertThat(street.items("key")).hasSize(1);
  }

  @Test
  void theProbeNamesWhatLacksAndWhatIsNobodys() throws Exception {
    street.put(NAME, carat());
    street.put("123456782FEC20261231.txt", carat());
    street.put("export.zip", "x");
    Files.createSymbolicLink(folder.resolve("link.txt"), folder.resolve(NAME));
    assertThat(street.probe(SIREN).get("problems").toString())
        .contains("contacts.csv is not there")
        .contains("company.csv is not there")
        .contains("nobody's files lie in")
        .contains("export.zip, link.txt")
        .doesNotContain("123456782FEC");
    assertThat(folder.resolve("processed")).doesNotExist();
  }

  @Test
  void nothingNewIsUnchanged() throws Exception {
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("No whole file called");
    street.put(NAME, carat());
    street.sweep(SIREN).merged().sweep(SIREN);
    assertThat(street.lastClose()).containsEntry("unchanged", true);
    assertThat(street.records("item")).isEmpty();
    assertThat(folder.resolve("processed")).isNotEmptyDirectory();
  }

  @Test
  void contactsTermsAndIbanComeFromTheFileBeside() throws Exception {
    street.put(
        "contacts.csv",
        """
        Code client;Nom;SIRET;E-mail;Fonction;Conditions;IBAN;Langue;Ne pas relancer
        CARAT;Carat SARL;73282932000074;compta@carat.example;Relance;45 FDM;FR7630006000011234567890189;FR;
        CARAT;;;dg@carat.example;direction;;;;
        """);
    street.put(
        "company.csv", "key;name;iban;zone\n%s;Négoce SA;FR76;Europe/Paris\n".formatted(SIREN));
    street.put(NAME, carat());
    street.sweep(SIREN).merged();
    assertThat(street.records("company"))
        .singleElement()
        .satisfies(company -> assertThat(company).containsEntry("name", "Négoce SA"));
    assertThat(street.records("debtor").get(0))
        .containsEntry("siren", "732829320")
        .containsEntry("language", "fr");
    assertThat(street.records("contact"))
        .extracting(c -> c.get("role") + " " + c.get("email"))
        .containsExactly("dunning compta@carat.example", "executive dg@carat.example");
    assertThat(street.items("due", "iban").get(0))
        .isEqualTo(List.of("2026-10-31", "FR7630006000011234567890189"));

    street.put("contacts.csv", "code;email\nCARAT;new@carat.example\n");
    street.sweep(SIREN).merged();
    assertThat(street.records("contact"))
        .as("a corrected address does not wait for the next FEC")
        .extracting(c -> c.get("email"))
        .containsExactly("new@carat.example");
    street.put("contacts.csv", "code;email\n");
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("no line below its header");
    street.put("contacts.csv", "code;courier\nCARAT;a@b.example\n");
    assertThatThrownBy(() -> street.sweep(SIREN))
        .hasMessageContaining("unknown column \"courier\"");
    street.put("contacts.csv", "code;email\nCARAT;new\n");
    assertThatThrownBy(() -> street.sweep(SIREN))
        .hasMessageContaining("contacts.csv cannot be used: line 2: \"new\" is no address");
    assertThat(folder.resolve("rejected/contacts.csv.report.txt")).exists();
    Files.delete(folder.resolve("contacts.csv"));
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("is gone");
  }

  @Test
  void rubbishIsRefused() throws Exception {
    street.put(NAME, new byte[5_000]);
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("no text file");
    street.put(NAME, "x".repeat(3_000_000));
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("a line without end");
    street.put(NAME, "");
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("no entry in it");
    byte[] broken = carat().getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 20] = (byte) 0x81;
    street.put(NAME, broken);
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("refused");
  }

  @Test
  void twoHundredMegabytesOfRubbishAreRefusedInLittleMemory() throws Exception {
    Path file = street.put(NAME, carat());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-15T08:00:00Z")));
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("no text file");

    String wrong = "VE|x\n".repeat(1_000_000);
    street.put(NAME, HEADER + wrong);
    assertThatThrownBy(() -> street.sweep(SIREN)).hasMessageContaining("and 999998 more");
    Path report = folder.resolve("rejected").resolve(NAME + "~2.report.txt");
    assertThat(Files.size(report)).isLessThan(50_000);
    assertThat(Files.readString(report)).contains("et 999801 autres / and 999801 more");
  }
}
