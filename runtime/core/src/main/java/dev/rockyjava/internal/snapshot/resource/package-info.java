/**
 * Writes and reads definitions as the compact resource next to generated code. Internal: not for users; may change at
 * any time.
 */
@NullMarked
package dev.rockyjava.internal.snapshot.resource;

import org.jspecify.annotations.NullMarked;
