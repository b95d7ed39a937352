/** Threads, and how long they wait at most. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.thread;

import org.jspecify.annotations.NullMarked;
