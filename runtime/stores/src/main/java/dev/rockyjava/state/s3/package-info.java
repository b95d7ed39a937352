/** Snapshots in an S3-compatible object store. */
@NullMarked
package dev.rockyjava.state.s3;

import org.jspecify.annotations.NullMarked;
