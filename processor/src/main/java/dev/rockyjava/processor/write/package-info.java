/** Writes the generated files, one class per output. */
@NullMarked
package dev.rockyjava.processor.write;

import org.jspecify.annotations.NullMarked;
