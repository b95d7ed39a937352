/** Asking an engine for a new snapshot, now or on a schedule: what happens, and what became of it. */
@NullMarked
package dev.rockyjava.refresh;

import org.jspecify.annotations.NullMarked;
