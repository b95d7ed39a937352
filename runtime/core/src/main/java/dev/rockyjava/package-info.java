/** Where a user of the library starts at run time: {@link dev.rockyjava.RockyComponent}. */
@NullMarked
package dev.rockyjava;

import org.jspecify.annotations.NullMarked;
