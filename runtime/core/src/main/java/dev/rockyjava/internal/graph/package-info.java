/** Algorithms on graphs of any nodes. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.graph;

import org.jspecify.annotations.NullMarked;
