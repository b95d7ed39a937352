/**
 * Formats requests, partitions and durations for messages and for the shell. Internal: not for users; may change at any
 * time.
 */
@NullMarked
package dev.rockyjava.internal.run.text;

import org.jspecify.annotations.NullMarked;
