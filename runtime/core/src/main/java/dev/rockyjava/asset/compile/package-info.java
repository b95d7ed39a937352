/** What the engine's compiler said when the snapshot was written: its diagnostics, and whether models keep their contracts. */
@NullMarked
package dev.rockyjava.asset.compile;

import org.jspecify.annotations.NullMarked;
