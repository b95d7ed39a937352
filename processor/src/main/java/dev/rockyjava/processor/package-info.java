/** The annotation processor: rounds, options and reporting. The work is done in the packages below. */
@NullMarked
package dev.rockyjava.processor;

import org.jspecify.annotations.NullMarked;
