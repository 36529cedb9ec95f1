/** Sage Active, GraphQL V2: what its kamelets cannot say in YAML. */
@NullMarked
package io.relance.connector.sageactive;

import org.jspecify.annotations.NullMarked;
