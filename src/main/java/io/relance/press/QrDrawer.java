package io.relance.press;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws {@code <object type="image/qr">TEXT</object>} as one shape. (An attribute would lose line
 * ends.)
 */
final class QrDrawer implements FSObjectDrawer {
  private static final String TYPE = "image/qr";

  /** Where a page may have one. */
  static final class Factory implements FSObjectDrawerFactory {
    @Override
    public @Nullable FSObjectDrawer createDrawer(Element e) {
      return isReplacedObject(e) ? new QrDrawer() : null;
    }

    @Override
    public boolean isReplacedObject(Element e) {
      return e.getNodeName().equals("object") && e.getAttribute("type").equals(TYPE);
    }
  }

  @Override
  public @Nullable Map<Shape, String> drawObject(
      Element e,
      double x,
      double y,
      double width,
      double height,
      OutputDevice device,
      RenderingContext context,
      int dotsPerPixel) {
    QrCode code = QrCode.of(e.getTextContent());
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(width / code.side(), height / code.side());
    device.setColor(new FSRGBColor(0, 0, 0));
    device.fill(place.createTransformedShape(code.shape()));
    return null;
  }
}
