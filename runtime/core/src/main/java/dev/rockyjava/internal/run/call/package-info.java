/** Asks the engine one question, with retries, for one model or a whole pipeline. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.call;

import org.jspecify.annotations.NullMarked;
