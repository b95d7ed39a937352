/** The recorded runs of a journal folder: which ran, the outcome of each asset, and what can be resumed. */
@NullMarked
package dev.rockyjava.run.history;

import org.jspecify.annotations.NullMarked;
