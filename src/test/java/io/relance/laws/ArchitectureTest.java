package io.relance.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of the house (CONTRIBUTING.md). Each fails when the room it names is empty. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.relance");

  /** Who may see whom; a room not named sees nobody. */
  private static final Map<String, Set<String>> SEES =
      Map.ofEntries(
          Map.entry("ledger", Set.of()),
          Map.entry("policy", Set.of()),
          Map.entry("calendar", Set.of()),
          Map.entry("journal", Set.of()),
          Map.entry("connector", Set.of()),
          Map.entry("press", Set.of()),
          Map.entry("returns", Set.of()),
          Map.entry("kit", Set.of("ledger", "connector", "settings")),
          Map.entry("outbox", Set.of("policy", "ledger")),
          Map.entry("settings", Set.of("policy", "outbox")),
          Map.entry("notice", Set.of("policy", "ledger")),
          Map.entry(
              "store", Set.of("policy", "ledger", "outbox", "journal", "connector", "notice")),
          Map.entry(
              "flow",
              Set.of(
                  "policy",
                  "ledger",
                  "outbox",
                  "journal",
                  "notice",
                  "store",
                  "connector",
                  "press",
                  "returns",
                  "settings",
                  "calendar")),
          Map.entry("jmx", Set.of("store", "flow")),
          Map.entry("demo", Set.of("connector")),
          Map.entry(
              "boot",
              Set.of(
                  "policy",
                  "ledger",
                  "outbox",
                  "journal",
                  "notice",
                  "store",
                  "connector",
                  "settings",
                  "flow",
                  "jmx",
                  "press",
                  "calendar")),
          Map.entry(
              "command",
              Set.of(
                  "policy",
                  "ledger",
                  "outbox",
                  "journal",
                  "notice",
                  "store",
                  "settings",
                  "flow",
                  "boot",
                  "demo",
                  "kit",
                  "jmx")));

  /** One library, one room: package prefix to the rooms that may use it ("" = Relance itself). */
  private static final Map<String, Set<String>> KEEPS =
      Map.ofEntries(
          Map.entry("org.apache.camel..", Set.of("boot", "flow", "connector", "kit", "demo", "")),
          Map.entry("java.sql..", Set.of("store", "boot", "kit", "connector", "demo")),
          Map.entry("org.springframework..", Set.of("store", "boot")),
          Map.entry("org.flywaydb..", Set.of("store", "boot")),
          Map.entry("com.zaxxer..", Set.of("store", "boot", "connector")),
          Map.entry("freemarker..", Set.of("notice")),
          Map.entry("ch.digitalfondue..", Set.of("notice")),
          Map.entry("org.snakeyaml..", Set.of("settings", "connector")),
          Map.entry("com.google.i18n..", Set.of("outbox")),
          Map.entry("javax.management..", Set.of("jmx")),
          Map.entry("org.eclipse.angus.mail.dsn..", Set.of("returns")),
          Map.entry("org.jsoup..", Set.of("returns")),
          Map.entry("org.subethamail..", Set.of("demo")),
          Map.entry("org.jsmpp..", Set.of("flow")),
          Map.entry("de.focus_shift..", Set.of("calendar")),
          Map.entry("picocli..", Set.of("command", "")),
          Map.entry("com.networknt..", Set.of("kit")),
          Map.entry("com.openhtmltopdf..", Set.of("press")),
          Map.entry("org.apache.pdfbox..", Set.of("press")),
          Map.entry("com.google.zxing..", Set.of("press")),
          Map.entry("org.iban4j..", Set.of("notice")));

  @TestFactory
  Stream<DynamicTest> eachRoomSeesOnlyWhomItMay() {
    return SEES.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(room(entry.getKey()))
                            .should()
                            .dependOnClassesThat(otherRooms(entry.getKey(), entry.getValue()))
                            .check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> eachLibraryStaysInItsRoom() {
    return KEEPS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        noClasses()
                            .that(resideOutside(entry.getValue()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(entry.getKey())
                            .check(HOUSE)));
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("io.relance.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void ledgerAndPolicySeeJavaAndMoneyOnly() {
    classes()
        .that()
        .resideInAnyPackage(room("ledger"), room("policy"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.joda.money..", "org.jspecify..", room("ledger"), room("policy"))
        .check(HOUSE);
  }

  @Test
  void onlyRelanceReadsTheWallClock() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.relance.Relance")
        .should()
        .accessTargetWhere(readsTheClock())
        .check(HOUSE);
  }

  @Test
  void moneyIsNeverBinary() {
    noFields()
        .should()
        .haveRawType(describe("double or float", ArchitectureTest::binary))
        .check(HOUSE);
    noMethods()
        .should()
        .haveRawReturnType(describe("double or float", ArchitectureTest::binary))
        .check(HOUSE);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*(Manager|Helper|Utils?|Impl)$|.*\\.Default[A-Z].*|.*\\.Abstract[A-Z].*")
        .check(HOUSE);
  }

  private static boolean binary(JavaClass type) {
    return List.of("double", "float", "java.lang.Double", "java.lang.Float")
        .contains(type.getName());
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    Set<String> times =
        Set.of(
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.Instant",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.YearMonth");
    return describe(
        "read the wall clock",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getName();
          boolean noArguments = access.getTarget().getDescription().contains(name + "()");
          return (times.contains(owner) && name.equals("now") && noArguments)
              || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
              || (owner.equals("java.time.Clock") && name.startsWith("system"));
        });
  }

  private static DescribedPredicate<JavaClass> otherRooms(String room, Set<String> allowed) {
    return describe(
        "rooms other than " + room + " and " + allowed,
        type -> {
          String other = roomOf(type);
          return other != null && !other.equals(room) && !allowed.contains(other);
        });
  }

  private static DescribedPredicate<JavaClass> resideOutside(Set<String> rooms) {
    return describe(
        "stand outside " + rooms,
        type -> {
          String room = roomOf(type);
          return !rooms.contains(room == null ? "" : room);
        });
  }

  private static String roomOf(JavaClass type) {
    if (!type.getPackageName().startsWith("io.relance.")) {
      return null;
    }
    return type.getPackageName().substring("io.relance.".length()).replaceFirst("\\..*", "");
  }

  private static String room(String name) {
    return "io.relance." + name + "..";
  }
}
