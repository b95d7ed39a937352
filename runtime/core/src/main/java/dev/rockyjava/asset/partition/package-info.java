/** How an asset is partitioned in time: its grain, and the keys from its first partition on. */
@NullMarked
package dev.rockyjava.asset.partition;

import org.jspecify.annotations.NullMarked;
