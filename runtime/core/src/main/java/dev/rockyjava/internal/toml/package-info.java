/** Reads the TOML files of a Rocky project, with environment variables substituted. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.toml;

import org.jspecify.annotations.NullMarked;
