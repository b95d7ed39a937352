/**
 * Values that must not leave this process in clear text, and how they are recognized. Not for users; may change at
 * any time.
 */
@NullMarked
package dev.rockyjava.internal.secret;

import org.jspecify.annotations.NullMarked;
