package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.LetterName;
import io.relance.press.Press;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.support.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed with -9 at any moment, again and again, while a printer takes files away. */
class BinderKilledTest {
  private static final int LETTERS = 120;
  private static final int TOGETHER = 6;
  @TempDir Path folder;

  @Test
  void everyLetterIsPrintedOnce() throws Exception {
    Path letters = Files.createDirectory(folder.resolve("made"));
    Path printer = Files.createDirectory(folder.resolve("printer"));
    Press press = Press.in(Path.of("templates"), Clock.systemUTC());
    for (int act = 1; act <= LETTERS; act++) {
      String page =
          "<html lang='fr'><head><title>x</title><style>body { font: 10pt 'Liberation Sans' }</style></head><body>Lettre %d.</body></html>";
      Files.write(letters.resolve(act + ".pdf"), press.print(page.formatted(act)));
    }
    String url = TestDatabase.freshUrl();
    Database.open(url, "postgres", "postgres", 2).close(); // migrated once

    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    while (kills < 200 && !ended(start(url), random)) {
      kills++;
      take(printer);
    }
    take(printer);

    assertThat(kills).as("kills, seed %s", seed).isGreaterThan(3);
    List<Integer> printed = new ArrayList<>();
    try (Stream<Path> files = Files.list(printer)) {
      for (Path file : files.toList()) {
        printed.addAll(numbers(file));
      }
    }
    assertThat(printed)
        .as("printed, after %s kills, seed %s", kills, seed)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LETTERS).boxed().toList());
  }

  private Process start(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BinderKilledTest.class.getName(),
            folder.toString(),
            url)
        .redirectError(ProcessBuilder.Redirect.appendTo(Path.of("target/binder.log").toFile()))
        .start();
  }

  /** Kills it some new letters after its start, and up to some milliseconds later. */
  private static boolean ended(Process hub, Random random) throws Exception {
    try (BufferedReader said = hub.inputReader()) {
      for (int news = 1 + random.nextInt(2 * TOGETHER); news > 0; news--) {
        if (said.readLine() == null) {
          assertThat(hub.waitFor()).as("see target/binder.log").isZero();
          return true;
        }
      }
      LockSupport.parkNanos(random.nextInt(40_000_000));
      hub.destroyForcibly().waitFor();
      return false;
    }
  }

  /** As who prints does: files go away, and never come back. */
  private void take(Path printer) throws IOException {
    Path out = folder.resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file :
            files.filter(f -> f.getFileName().toString().matches("l.*\\.pdf")).toList()) {
          Path copy = printer.resolve(System.nanoTime() + ".pdf");
          Files.move(file, copy, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  private static List<Integer> numbers(Path file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      return java.util.regex.Pattern.compile("Lettre (\\d+)\\.")
          .matcher(new PDFTextStripper().getText(pdf))
          .results()
          .map(found -> Integer.valueOf(found.group(1)))
          .toList();
    }
  }

  /** The process that is killed: puts each letter, and binds after every few. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Clock clock = Clock.systemUTC();
    Press press = Press.in(Path.of("templates"), clock);
    LetterName names = new LetterName("{act}.pdf");
    PrintFolder out = PrintFolder.gathering(folder.resolve("out"), names, press, true);
    try (Database database = Database.open(args[1], "postgres", "postgres", 2)) {
      Binder binder = new Binder(out, press, clock, Duration.ZERO, new AlertStore(database, clock));
      for (int act = 1; act <= LETTERS; act++) {
        Map<String, String> facts =
            Map.of("act", "" + act, "key", "h-" + act, "date", "2026-07-07");
        String done = out.put(facts, Files.readAllBytes(folder.resolve("made/" + act + ".pdf")));
        if (!done.endsWith("already")) {
          System.out.println(act);
        }
        if (act % TOGETHER == 0) {
          binder.bind();
        }
      }
    }
  }
}
