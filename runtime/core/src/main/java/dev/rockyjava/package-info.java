/** The entry point of the library at run time: {@link dev.rockyjava.RockyComponent}. */
@NullMarked
package dev.rockyjava;

import org.jspecify.annotations.NullMarked;
