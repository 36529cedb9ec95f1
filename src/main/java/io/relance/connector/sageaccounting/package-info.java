/** Sage Accounting 3.1: what its kamelets cannot say in YAML. */
@NullMarked
package io.relance.connector.sageaccounting;

import org.jspecify.annotations.NullMarked;
