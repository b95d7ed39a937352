/**
 * Creates all mappers of Jackson, once it is sure that the Jackson libraries on the class path fit together. Not for
 * users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.json;

import org.jspecify.annotations.NullMarked;
