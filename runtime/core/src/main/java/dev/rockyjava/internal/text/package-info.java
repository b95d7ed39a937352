/** Texts for people and from people. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.text;

import org.jspecify.annotations.NullMarked;
