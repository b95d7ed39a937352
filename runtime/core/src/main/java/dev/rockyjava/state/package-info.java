@NullMarked
package dev.rockyjava.state;

import org.jspecify.annotations.NullMarked;
