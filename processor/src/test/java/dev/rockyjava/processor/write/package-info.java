/** Tests of the text and the types that are written. */
@NullMarked
package dev.rockyjava.processor.write;

import org.jspecify.annotations.NullMarked;
