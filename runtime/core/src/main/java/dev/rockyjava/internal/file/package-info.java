/**
 * The one way to replace a file, the one way to read files that others have written, and what is known as a build file. Not for
 * users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.file;

import org.jspecify.annotations.NullMarked;
