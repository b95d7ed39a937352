/** Snapshots in an S3-compatible object store. */
@NullMarked
package dev.rockyjava.store.s3;

import org.jspecify.annotations.NullMarked;
