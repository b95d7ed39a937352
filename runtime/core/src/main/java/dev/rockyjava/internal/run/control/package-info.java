/** Controls a run: time limits, stops and signals. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.control;

import org.jspecify.annotations.NullMarked;
