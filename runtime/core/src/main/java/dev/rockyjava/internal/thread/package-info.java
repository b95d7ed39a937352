/** Threads, and the limit of how long they wait. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.thread;

import org.jspecify.annotations.NullMarked;
