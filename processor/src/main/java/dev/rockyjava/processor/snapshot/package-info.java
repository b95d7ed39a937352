/** Finds the snapshot and the configuration file. */
@NullMarked
package dev.rockyjava.processor.snapshot;

import org.jspecify.annotations.NullMarked;
