package io.relance.press;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A page as it looks, beside the one that a person approved. Tolerance: 64 of 256 shades for a
 * pixel, 5 of 1,000 pixels for a page (another Java may smooth its letters otherwise; a line that
 * moved by a millimetre is more).
 */
public final class Picture {
  private static final int SHADES = 64;
  private static final double SHARE = 0.005;

  private Picture() {}

  /** A page of a PDF in greys; 0 is the first. */
  public static BufferedImage of(byte[] pdf, int page, int dpi) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.GRAY);
    }
  }

  /** True when it looks as approved; else what it looks like now is written below target/. */
  public static boolean looksAs(Path approved, BufferedImage now) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      ImageIO.write(now, "png", approved.toFile());
    }
    if (share(ImageIO.read(approved.toFile()), now) <= SHARE) {
      return true;
    }
    Path seen = Path.of("target/letters").resolve(approved.getFileName());
    Files.createDirectories(seen.getParent());
    ImageIO.write(now, "png", seen.toFile());
    return false;
  }

  /** How many pixels differ, of all. */
  static double share(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return 1;
    }
    int different = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int shades = Math.abs((one.getRGB(x, y) & 255) - (other.getRGB(x, y) & 255));
        different += shades > SHADES ? 1 : 0;
      }
    }
    return different / (double) (one.getWidth() * one.getHeight());
  }
}
