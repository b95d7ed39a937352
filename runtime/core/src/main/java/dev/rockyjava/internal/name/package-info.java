/** Suggestions for names that don't exist. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.name;

import org.jspecify.annotations.NullMarked;
