/** What is said if a store's certificate isn't trusted. Not for users. */
@NullMarked
package dev.rockyjava.store.tls;

import org.jspecify.annotations.NullMarked;
