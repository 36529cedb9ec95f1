package io.relance.press;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code with error correction M (as EPC069-12 wants it) for a text in UTF-8. */
public final class QrCode {
  private static final int QUIET = 4;
  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * The code of a text.
   *
   * @throws Unprintable when it is too long for one
   */
  public static QrCode of(String text) {
    try {
      Map<EncodeHintType, Object> hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
    } catch (WriterException e) {
      throw new Unprintable("no QR code holds these " + text.length() + " characters", e);
    }
  }

  /** Modules on each side. */
  int side() {
    return modules.getWidth();
  }

  /** The dark modules, one unit each: runs of a row are one rectangle. */
  Shape shape() {
    Path2D.Float shape = new Path2D.Float();
    for (int y = 0; y < side(); y++) {
      for (int x = 0; x < side(); x++) {
        int from = x;
        while (x < side() && dark(x, y)) {
          x++;
        }
        if (x > from) {
          shape.append(new java.awt.Rectangle(from, y, x - from, 1), false);
        }
      }
    }
    return shape;
  }

  private boolean dark(int x, int y) {
    return modules.get(x, y) == 1;
  }

  /**
   * A PNG with the quiet zone of four modules around, for an e-mail.
   *
   * @param scale pixels per module
   */
  public byte[] png(int scale) {
    int size = (side() + 2 * QUIET) * scale;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        image.setRGB(x, y, at(x / scale - QUIET, y / scale - QUIET) ? 0 : 0xFFFFFF);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < side() && y < side() && dark(x, y);
  }
}
