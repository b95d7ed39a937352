/** Makes definitions of a snapshot: assets, keys, dependencies, checks. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.snapshot.definitions;

import org.jspecify.annotations.NullMarked;
