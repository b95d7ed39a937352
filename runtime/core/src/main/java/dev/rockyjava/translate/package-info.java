@NullMarked
package dev.rockyjava.translate;

import org.jspecify.annotations.NullMarked;
