package io.relance.press;

import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import io.relance.notice.Dossier;
import io.relance.notice.Dossiers;
import io.relance.notice.Templates;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * (g) One-page letters as PDF/A-2b on two threads: words and page from the shipped templates,
 * printed by {@link Press}; beside the bare renderer, which gets the same ready page, the same
 * fonts from memory and a shared metrics cache, and is made anew for each letter as its manual
 * says.
 */
public final class LetterBench {
  private static final Path SHIPPED = Path.of("templates");
  private static final List<Typeface> FONTS = Typeface.all(SHIPPED);
  private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  private final ExecutorService two = Executors.newFixedThreadPool(2);
  private final FSDefaultCacheStore metrics = new FSDefaultCacheStore();
  private final Templates templates = Templates.in(SHIPPED);
  private final Press press = Press.in(SHIPPED, Clock.systemUTC());
  private final Dossier dossier = Dossiers.overdue("fr", "Menuiserie Dupont & Fils");

  private LetterBench() {}

  /** Work that may throw. */
  private interface Printing {
    byte[] print() throws Exception;
  }

  /** Letters and rounds. */
  public static void main(String[] args) throws Exception {
    int letters = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    LetterBench bench = new LetterBench();
    String page = bench.page();
    double share =
        Picture.share(Picture.of(bench.bare(page), 0, 100), Picture.of(bench.ours(), 0, 100));
    System.out.printf("%.2f %% of the pixels of both pages differ%n", 100 * share);
    for (int round = 1; round <= rounds; round++) {
      double bare = bench.seconds("bare renderer", letters / 5, () -> bench.bare(page)) * 5;
      double ours = bench.seconds("Relance", letters, bench::ours);
      System.out.printf("(g) %.0f %% of the bare renderer by CPU%n", 100 * bare / ours);
    }
    bench.two.shutdown();
  }

  private double seconds(String what, int letters, Printing printing) throws Exception {
    long start = System.nanoTime();
    double cpu = cpu();
    var work = IntStream.range(0, letters).mapToObj(i -> two.submit(printing::print)).toList();
    long bytes = 0;
    for (var one : work) {
      bytes += one.get().length;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double used = cpu() - cpu;
    System.out.printf(
        "%-14s %5d letters %6.1f s = %4.0f/s, CPU %.1f ms each, %.1f kB each%n",
        what,
        letters,
        seconds,
        letters / seconds,
        1_000 * used / letters,
        bytes / 1_000.0 / letters);
    return used;
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private String page() {
    return templates.write("letter", "reminder-2", dossier).parts().get("xhtml");
  }

  private byte[] ours() {
    return press.print(page());
  }

  private byte[] bare(String page) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .usePdfAConformance(PdfAConformance.PDFA_2_B)
            .useColorProfile(COLOURS)
            .useCacheStore(CacheStore.PDF_FONT_METRICS, metrics)
            .useObjectDrawerFactory(new QrDrawer.Factory())
            .withHtmlContent(page, "")
            .toStream(out);
    for (Typeface font : FONTS) {
      builder.useFont(
          () -> new ByteArrayInputStream(font.file()),
          font.family(),
          font.weight(),
          FontStyle.NORMAL,
          true);
    }
    builder.run();
    return out.toByteArray();
  }
}
