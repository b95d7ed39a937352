/** The root of the exceptions that this library throws, and the one that any part of it throws for an invalid project. */
@NullMarked
package dev.rockyjava.error;

import org.jspecify.annotations.NullMarked;
