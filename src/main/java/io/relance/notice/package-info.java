/** The words: templates rendered for one recipient. The only room that knows FreeMarker. */
@NullMarked
package io.relance.notice;

import org.jspecify.annotations.NullMarked;
