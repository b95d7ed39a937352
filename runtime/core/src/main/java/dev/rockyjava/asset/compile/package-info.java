/** The compiler's output when the snapshot was written: its diagnostics, and whether models meet their contracts. */
@NullMarked
package dev.rockyjava.asset.compile;

import org.jspecify.annotations.NullMarked;
