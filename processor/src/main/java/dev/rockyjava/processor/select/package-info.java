/** Which assets get constants, and which of those get constants for their columns. */
@NullMarked
package dev.rockyjava.processor.select;

import org.jspecify.annotations.NullMarked;
