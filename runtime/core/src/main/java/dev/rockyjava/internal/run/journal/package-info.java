/**
 * Writes, reads and locks the journal of a run; no other package does. Internal: not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.run.journal;

import org.jspecify.annotations.NullMarked;
