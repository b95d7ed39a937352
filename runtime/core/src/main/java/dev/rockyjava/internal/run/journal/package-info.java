/** The file of a run: written, read and locked here and nowhere else. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.journal;

import org.jspecify.annotations.NullMarked;
