/** The press: XHTML printed as archivable PDF. The only room that knows PDFs and QR codes. */
@NullMarked
package io.relance.press;

import org.jspecify.annotations.NullMarked;
