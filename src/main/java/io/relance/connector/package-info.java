/** What all connectors share: lazy pages, one HTTP call, how an ERP says it cannot be believed. */
@NullMarked
package io.relance.connector;

import org.jspecify.annotations.NullMarked;
