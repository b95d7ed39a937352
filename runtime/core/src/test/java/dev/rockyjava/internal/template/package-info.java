@NullMarked
package dev.rockyjava.internal.template;

import org.jspecify.annotations.NullMarked;
