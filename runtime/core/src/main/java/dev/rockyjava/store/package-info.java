/**
 * Where state snapshots are kept: on this machine, in a folder of any file system, or behind a client of its own
 * ({@link dev.rockyjava.store.StateStoreProvider} is what such a client implements). Knows bytes and versions, and nothing of
 * what is in them.
 */
@NullMarked
package dev.rockyjava.store;

import org.jspecify.annotations.NullMarked;
