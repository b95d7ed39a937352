/** What a user sees of a state snapshot: what is wrong with it, under which id, and where. */
@NullMarked
package dev.rockyjava.snapshot;

import org.jspecify.annotations.NullMarked;
