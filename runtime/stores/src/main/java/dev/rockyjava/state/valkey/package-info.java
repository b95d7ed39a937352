/** Snapshots in Valkey or Redis. */
@NullMarked
package dev.rockyjava.state.valkey;

import org.jspecify.annotations.NullMarked;
