package io.relance.press;

import io.relance.notice.Dossiers;
import io.relance.notice.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** (g) Letters of one page that become one print file, duplex: seconds, and what the heap needs. */
public final class StackBench {
  private StackBench() {}

  /** How many letters. */
  public static void main(String[] args) throws Exception {
    int letters = args.length > 0 ? Integer.parseInt(args[0]) : 2_500;
    Path shipped = Path.of("templates");
    Press press = Press.in(shipped, Clock.systemUTC());
    var words =
        Templates.in(shipped).write("letter", "reminder-2", Dossiers.overdue("fr", "Dupont"));
    Path letter = Files.createTempFile("letter", ".pdf");
    Files.write(letter, press.print(words.parts().get("xhtml")));
    List<Sheet> sheets =
        IntStream.range(0, letters).mapToObj(i -> new Sheet(letter, 2 * i + 1, 2 * i + 1)).toList();
    Path out = Files.createTempFile("printed", ".pdf");
    long start = System.nanoTime();
    press.stack(sheets, "bench", out);
    System.out.printf(
        "%d letters: %.1f s, %d MB, heap at most %d MB%n",
        letters,
        (System.nanoTime() - start) / 1e9,
        Files.size(out) >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
    Files.delete(letter);
    Files.delete(out);
  }
}
