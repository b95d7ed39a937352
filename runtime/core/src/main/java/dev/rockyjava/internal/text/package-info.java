/** Formats texts for users, and checks input from them. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.text;

import org.jspecify.annotations.NullMarked;
