/**
 * Builds definitions from a snapshot: assets, keys, dependencies, checks. Internal: not for users; may change at any
 * time.
 */
@NullMarked
package dev.rockyjava.internal.snapshot.definitions;

import org.jspecify.annotations.NullMarked;
