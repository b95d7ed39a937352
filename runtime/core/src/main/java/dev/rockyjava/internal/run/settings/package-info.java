/** What was chosen for a run, and what it is executed with. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.settings;

import org.jspecify.annotations.NullMarked;
