/** Executes the steps of a plan in their order, on workers. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.execute;

import org.jspecify.annotations.NullMarked;
