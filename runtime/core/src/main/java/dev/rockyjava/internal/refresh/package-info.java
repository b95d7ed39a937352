/**
 * Queries the engine for everything that a snapshot holds, and replaces the previous snapshot. Internal: not for
 * users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.refresh;

import org.jspecify.annotations.NullMarked;
