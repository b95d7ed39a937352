/** Checks strings that the user declared to be keys of assets or columns. */
@NullMarked
package dev.rockyjava.processor.reference;

import org.jspecify.annotations.NullMarked;
