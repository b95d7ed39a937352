@NullMarked
package dev.rockyjava.run;

import org.jspecify.annotations.NullMarked;
