package io.relance.press;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Prints XHTML pages as PDF/A-2b: fonts embedded as subsets, title and language of the document
 * kept. It opens no connection and reads no file but those below the home's templates/. One press
 * serves all threads; what it prepares (fonts, styles) is used again for the next letter.
 */
public final class Press {
  private final Clock clock;
  private final Materials materials;
  private final List<Typeface> typefaces;
  private final Queue<Workbench> idle = new ConcurrentLinkedQueue<>();

  private Press(Clock clock, Materials materials, List<Typeface> typefaces) {
    this.clock = clock;
    this.materials = materials;
    this.typefaces = typefaces;
  }

  /**
   * A press for a home.
   *
   * @param templates the folder whose images a page may show by a path relative to it; fonts in its
   *     _shared/fonts/*.ttf are tried after the shipped ones
   * @throws Unprintable when one of these fonts cannot be read
   */
  public static Press in(Path templates, Clock clock) {
    return new Press(clock, new Materials(templates), Typeface.all(templates));
  }

  /**
   * The PDF of a page; the same page at the same time gives the same bytes.
   *
   * @param xhtml a whole document, well-formed, without DTD
   * @throws Unprintable when a character has no glyph, an image cannot be read, a style is
   *     misspelt: all of it is told at once
   */
  public byte[] print(String xhtml) {
    Workbench bench = idle.poll();
    if (bench == null) {
      bench = new Workbench(materials, typefaces);
    }
    byte[] pdf = bench.print(xhtml, clock.instant());
    idle.add(bench); // only after all went well
    return pdf;
  }

  /**
   * One PDF of several, in their order; title and language are the first one's. It is PDF/A-2b when
   * all of them are.
   *
   * @throws Unprintable when one of them cannot be read
   */
  public byte[] bind(List<byte[]> pdfs) {
    return pdfs.size() == 1 ? pdfs.get(0) : Binding.of(pdfs);
  }

  /**
   * How many pages a PDF has.
   *
   * @throws Unprintable when it cannot be read
   */
  public int pages(byte[] pdf) {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return read.getNumberOfPages();
    } catch (IOException e) {
      throw new Unprintable("the letter's PDF cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes one PDF of many letters, each where its sheet says; pages between them are blank. It is
   * PDF/A-2b when all of them are. Memory: about 80 kB for each letter.
   *
   * @param title the document's
   * @throws Unprintable when a letter cannot be read, or has other pages than its sheet says
   */
  public void stack(List<Sheet> sheets, String title, Path to) {
    Stack.write(sheets, title, clock.instant(), to);
  }
}
