/** The differences between two definitions, asset by asset and member by member. */
@NullMarked
package dev.rockyjava.asset.diff;

import org.jspecify.annotations.NullMarked;
