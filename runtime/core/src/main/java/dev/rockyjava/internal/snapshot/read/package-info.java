/** Reads the JSON of a state snapshot: every slot, with the place of each statement, and all that it states in a form to compare. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.snapshot.read;

import org.jspecify.annotations.NullMarked;
