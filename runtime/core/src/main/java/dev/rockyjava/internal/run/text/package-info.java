/** Words of requests, partitions and durations, for people and for the shell. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.text;

import org.jspecify.annotations.NullMarked;
