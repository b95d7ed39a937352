/**
 * Reads the JSON of a snapshot: every slot, with the location of each value, and its whole content in a form for
 * comparison. Internal: not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.snapshot.read;

import org.jspecify.annotations.NullMarked;
