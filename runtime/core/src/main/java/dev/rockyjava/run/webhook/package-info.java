/** Tells a web server that a run has ended. */
@NullMarked
package dev.rockyjava.run.webhook;

import org.jspecify.annotations.NullMarked;
