/** What generated code calls. Code that is written by hand has no use for it. */
@NullMarked
package dev.rockyjava.generated;

import org.jspecify.annotations.NullMarked;
