@NullMarked
package dev.rockyjava.config;

import org.jspecify.annotations.NullMarked;
