/**
 * The page: a project's assets, their state and their runs as one HTML file that needs no network. Also for programs that
 * don't use the command line.
 */
@NullMarked
package dev.rockyjava.cli.page;

import org.jspecify.annotations.NullMarked;
