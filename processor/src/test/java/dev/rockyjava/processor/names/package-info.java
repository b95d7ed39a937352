/** Tests of the naming rules. */
@NullMarked
package dev.rockyjava.processor.names;

import org.jspecify.annotations.NullMarked;
