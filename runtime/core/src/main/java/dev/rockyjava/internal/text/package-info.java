/** Texts for people and from people. Not for users of the library. */
@NullMarked
package dev.rockyjava.internal.text;

import org.jspecify.annotations.NullMarked;
