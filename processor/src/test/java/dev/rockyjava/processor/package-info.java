/** Tests of the processor as its users meet it: a snapshot, an annotated type, a real compiler. */
@NullMarked
package dev.rockyjava.processor;

import org.jspecify.annotations.NullMarked;
