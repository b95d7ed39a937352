/** Takes materializations, checks and observations out of an answer. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.facts;

import org.jspecify.annotations.NullMarked;
