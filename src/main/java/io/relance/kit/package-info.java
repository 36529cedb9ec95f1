/** The connector kit: plays a connector's sample and holds the connector against its laws. */
@NullMarked
package io.relance.kit;

import org.jspecify.annotations.NullMarked;
