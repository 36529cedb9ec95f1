/** Starts the house: database, beans, connector and route files one by one; check. */
@NullMarked
package io.relance.boot;

import org.jspecify.annotations.NullMarked;
