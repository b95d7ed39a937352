/** Collects what the engine answers and writes it as one state snapshot, which dagster-rocky reads too. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.snapshot.write;

import org.jspecify.annotations.NullMarked;
