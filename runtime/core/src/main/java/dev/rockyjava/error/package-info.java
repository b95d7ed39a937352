/** The root of the exceptions that this library throws. */
@NullMarked
package dev.rockyjava.error;

import org.jspecify.annotations.NullMarked;
