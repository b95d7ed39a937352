/**
 * Storage of snapshots: on this machine, in a folder of any file system, or behind a separate client, which
 * implements {@link dev.rockyjava.store.StateStoreProvider}. This package only handles bytes and versions, not their
 * content.
 */
@NullMarked
package dev.rockyjava.store;

import org.jspecify.annotations.NullMarked;
