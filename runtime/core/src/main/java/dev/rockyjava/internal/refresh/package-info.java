/** Asks the engine for everything that a snapshot holds, and replaces the old one. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.refresh;

import org.jspecify.annotations.NullMarked;
