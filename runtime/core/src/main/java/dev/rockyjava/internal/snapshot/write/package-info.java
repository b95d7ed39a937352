/**
 * Collects the engine's output and writes it as one snapshot, which dagster-rocky reads too. Internal: not for users;
 * may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.snapshot.write;

import org.jspecify.annotations.NullMarked;
