/** Refreshing a snapshot, once or on a schedule: events, results and verification. */
@NullMarked
package dev.rockyjava.refresh;

import org.jspecify.annotations.NullMarked;
