/** The workflows, whose types Temporal wants to be public. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.temporal;

import org.jspecify.annotations.NullMarked;
