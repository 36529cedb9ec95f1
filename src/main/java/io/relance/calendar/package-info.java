/** What day and hour it is where a debtor is: public holidays and time zones. */
@NullMarked
package io.relance.calendar;

import org.jspecify.annotations.NullMarked;
