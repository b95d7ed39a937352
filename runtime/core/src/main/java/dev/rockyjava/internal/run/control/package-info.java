/** Time, stop and signals of a run. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.control;

import org.jspecify.annotations.NullMarked;
