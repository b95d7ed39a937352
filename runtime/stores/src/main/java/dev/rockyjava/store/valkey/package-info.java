/** Snapshots in Valkey or Redis. */
@NullMarked
package dev.rockyjava.store.valkey;

import org.jspecify.annotations.NullMarked;
