/** How a key becomes a Java name, and what happens when two become the same. */
@NullMarked
package dev.rockyjava.processor.names;

import org.jspecify.annotations.NullMarked;
