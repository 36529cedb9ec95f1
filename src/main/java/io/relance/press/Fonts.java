package io.relance.press;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** The typefaces, parsed once for one thread. */
final class Fonts {
  private static final FontGroup ANY = FontGroup.PRE_BUILT_IN_FALLBACK;
  private final List<Typeface> typefaces;
  private final List<TrueTypeFont> parsed = new ArrayList<>();
  private final BitSet known = new BitSet();

  Fonts(List<Typeface> typefaces) {
    this.typefaces = typefaces;
    try {
      for (Typeface typeface : typefaces) {
        parsed.add(typeface.parse());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A box instead of somebody's name is worse than no letter.
   *
   * @throws Unprintable naming the characters that no font has
   */
  void check(String text) {
    Set<Integer> missing = new LinkedHashSet<>();
    text.codePoints().filter(c -> c > 127 && !known.get(c)).forEach(c -> learn(c, missing));
    if (!missing.isEmpty()) {
      throw new Unprintable(
          "no font has %s: put a TrueType font that has it into templates/_shared/fonts"
              .formatted(missing.stream().map(Fonts::named).collect(Collectors.joining(", "))));
    }
  }

  private void learn(int point, Set<Integer> missing) {
    if (invisible(point) || parsed.stream().anyMatch(font -> has(font, point))) {
      known.set(point);
    } else {
      missing.add(point);
    }
  }

  private static boolean invisible(int point) {
    int type = Character.getType(point);
    return Character.isWhitespace(point)
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.NON_SPACING_MARK && point >= 0xFE00 && point <= 0xFE0F;
  }

  private static boolean has(TrueTypeFont font, int point) {
    try {
      CmapLookup cmap = font.getUnicodeCmapLookup();
      return cmap.getGlyphId(point) != 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(int point) {
    return "%s (U+%04X)".formatted(Character.toString(point), point);
  }

  /** For any family that a style names, and for the characters which that one lacks. */
  void offer(PdfBoxRenderer renderer) {
    PDDocument pdf = renderer.getPdfDocument();
    PdfBoxFontResolver resolver = renderer.getFontResolver();
    for (int i = 0; i < typefaces.size(); i++) {
      Typeface face = typefaces.get(i);
      Supplied font = new Supplied(pdf, parsed.get(i));
      resolver.addFont(font, face.family(), face.weight(), IdentValue.NORMAL, true, ANY);
    }
  }

  /** Embedded only when a page needs it. */
  private static final class Supplied extends PDFontSupplier {
    private final PDDocument pdf;
    private final TrueTypeFont font;
    private @Nullable PDFont embedded;

    Supplied(PDDocument pdf, TrueTypeFont font) {
      super(null);
      this.pdf = pdf;
      this.font = font;
    }

    @Override
    public PDFont supply() {
      try {
        if (embedded == null) {
          embedded = PDType0Font.load(pdf, font, true);
        }
        return embedded;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
