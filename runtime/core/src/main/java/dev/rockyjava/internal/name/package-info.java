/** What may have been meant by a name that does not exist. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.name;

import org.jspecify.annotations.NullMarked;
