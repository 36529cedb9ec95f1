/** What all connectors share: how an ERP says that it cannot be believed. */
@NullMarked
package io.relance.connector;

import org.jspecify.annotations.NullMarked;
