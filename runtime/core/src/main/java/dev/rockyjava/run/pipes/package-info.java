/** A run as the external process of Dagster Pipes. */
@NullMarked
package dev.rockyjava.run.pipes;

import org.jspecify.annotations.NullMarked;
