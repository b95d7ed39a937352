/** The selection language, in Java and as text: which assets of some definitions are meant, and why each of them is. */
@NullMarked
package dev.rockyjava.asset.selection;

import org.jspecify.annotations.NullMarked;
