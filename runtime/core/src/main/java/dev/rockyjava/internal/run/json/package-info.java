/** Writes results of runs as JSON. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.json;

import org.jspecify.annotations.NullMarked;
