/** The annotations that the annotation processor reads and generates; none of them is needed at run time. */
@NullMarked
package dev.rockyjava.annotation;

import org.jspecify.annotations.NullMarked;
