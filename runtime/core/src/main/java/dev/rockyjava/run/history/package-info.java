/** The runs of a journal folder, read back: which ran, what became of each asset, what can be resumed. */
@NullMarked
package dev.rockyjava.run.history;

import org.jspecify.annotations.NullMarked;
