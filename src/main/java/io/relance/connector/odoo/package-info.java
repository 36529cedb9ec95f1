/** What YAML cannot say about Odoo: its two transports, its errors, its drift. */
@NullMarked
package io.relance.connector.odoo;

import org.jspecify.annotations.NullMarked;
