/** What must not leave this process in clear text, and how it is known. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.secret;

import org.jspecify.annotations.NullMarked;
