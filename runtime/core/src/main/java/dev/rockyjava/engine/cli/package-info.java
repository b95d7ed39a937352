@NullMarked
package dev.rockyjava.engine.cli;

import org.jspecify.annotations.NullMarked;
