/** The choices for a run, and its environment. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.settings;

import org.jspecify.annotations.NullMarked;
