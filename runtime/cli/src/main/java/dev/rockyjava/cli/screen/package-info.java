/** Text output: the terminal and its size, the live view of a run, lines, tables and summaries. */
@NullMarked
package dev.rockyjava.cli.screen;

import org.jspecify.annotations.NullMarked;
