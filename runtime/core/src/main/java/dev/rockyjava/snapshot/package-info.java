/** The public side of snapshots: what is wrong with one, under which id, and where. */
@NullMarked
package dev.rockyjava.snapshot;

import org.jspecify.annotations.NullMarked;
