/** What the annotation processor reads and leaves behind; nothing of it is needed at run time. */
@NullMarked
package dev.rockyjava.annotation;

import org.jspecify.annotations.NullMarked;
