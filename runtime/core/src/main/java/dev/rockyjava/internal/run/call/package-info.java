/**
 * Makes one call of the engine, with retries, for one model or a whole pipeline. Internal: not for users; may change at
 * any time.
 */
@NullMarked
package dev.rockyjava.internal.run.call;

import org.jspecify.annotations.NullMarked;
