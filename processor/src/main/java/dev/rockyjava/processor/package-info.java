/** The annotation processors: rounds, options and reporting. The packages below do the work. */
@NullMarked
package dev.rockyjava.processor;

import org.jspecify.annotations.NullMarked;
