package io.relance.press;

import com.openhtmltopdf.context.StylesheetFactoryImpl;
import com.openhtmltopdf.css.sheet.Stylesheet;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.simple.extend.XhtmlNamespaceHandler;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Document;

/** Reads a page's &lt;style&gt; once and knows it again in the next page that has the same. */
final class Styles extends XhtmlNamespaceHandler {
  private static final int KEPT = 32;
  private final Map<String, Stylesheet> read =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stylesheet> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public StylesheetInfo[] getStylesheets(Document page) {
    StylesheetInfo[] infos = super.getStylesheets(page);
    for (StylesheetInfo info : infos) {
      if (info.isInline()) {
        info.setStylesheet(read.computeIfAbsent(info.getContent(), css -> parse(css, info)));
        info.setContent(null); // else it is parsed again
      }
    }
    return infos;
  }

  private static Stylesheet parse(String css, StylesheetInfo info) {
    return new StylesheetFactoryImpl(null).parse(new StringReader(css), info);
  }
}
