/** The one way to replace a file. Not for users. */
@NullMarked
package dev.rockyjava.internal.file;

import org.jspecify.annotations.NullMarked;
