/** The selection language, in Java and as text: which assets are selected, and why each of them is. */
@NullMarked
package dev.rockyjava.asset.selection;

import org.jspecify.annotations.NullMarked;
