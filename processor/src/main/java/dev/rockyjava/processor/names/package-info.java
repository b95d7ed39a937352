/** Turns keys into Java names, and reports keys that would get the same name. */
@NullMarked
package dev.rockyjava.processor.names;

import org.jspecify.annotations.NullMarked;
