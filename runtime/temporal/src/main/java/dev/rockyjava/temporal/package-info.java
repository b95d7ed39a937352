/** Executes the calls of the engine on many machines, by a Temporal cluster. */
@NullMarked
package dev.rockyjava.temporal;

import org.jspecify.annotations.NullMarked;
