/** Where a user of the library starts: the annotation that generates typed assets, and its twin at run time. */
@NullMarked
package dev.rockyjava;

import org.jspecify.annotations.NullMarked;
