package io.relance.press;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font that every letter may use.
 *
 * @param family as styles name it
 * @param weight 400 or 700
 */
record Typeface(String family, int weight, byte[] file) {
  private static final String OWN = "_shared/fonts";

  /** The shipped ones in the order in which they are tried, then those of the home by name. */
  static List<Typeface> all(Path templates) {
    List<Typeface> all = new ArrayList<>();
    all.add(shipped("Liberation Sans", 400, "LiberationSans-Regular.ttf"));
    all.add(shipped("Liberation Sans", 700, "LiberationSans-Bold.ttf"));
    all.add(shipped("DejaVu Sans", 400, "DejaVuSans.ttf"));
    all.add(shipped("DejaVu Sans", 700, "DejaVuSans-Bold.ttf"));
    all.addAll(own(templates.resolve(OWN)));
    return List.copyOf(all);
  }

  private static Typeface shipped(String family, int weight, String name) {
    try (InputStream in = Typeface.class.getResourceAsStream("/fonts/" + name)) {
      return new Typeface(family, weight, in.readAllBytes());
    } catch (IOException e) {
      throw new Unprintable("the shipped font " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Typeface> own(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Typeface> own = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ttf")) {
      for (Path file : files) {
        own.add(read(file));
      }
    } catch (IOException e) {
      throw new Unprintable("cannot list " + folder + ": " + e.getMessage(), e);
    }
    own.sort(Comparator.comparing(Typeface::family).thenComparing(Typeface::weight));
    return own;
  }

  private static Typeface read(Path file) {
    try {
      Typeface unnamed = new Typeface("", 0, Files.readAllBytes(file));
      try (TrueTypeFont font = unnamed.parse()) {
        int weight = font.getOS2Windows().getWeightClass() >= 600 ? 700 : 400;
        return new Typeface(font.getNaming().getFontFamily(), weight, unnamed.file);
      }
    } catch (IOException e) {
      throw new Unprintable(file + " is no TrueType font: " + e.getMessage(), e);
    }
  }

  /**
   * Parsed anew: what is returned serves one thread. Ligatures are off: lines are measured without
   * them, and looking for them takes half of the time of a letter.
   */
  TrueTypeFont parse() throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    font.setEnableGsub(false);
    return font;
  }

  @Override
  public String toString() {
    return family + " " + weight;
  }
}
