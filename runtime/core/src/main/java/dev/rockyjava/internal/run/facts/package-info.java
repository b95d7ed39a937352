/**
 * Extracts materializations, checks and observations from an answer. Internal: not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.run.facts;

import org.jspecify.annotations.NullMarked;
