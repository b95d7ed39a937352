/** Where the snapshot is. */
@NullMarked
package dev.rockyjava.processor.snapshot;

import org.jspecify.annotations.NullMarked;
