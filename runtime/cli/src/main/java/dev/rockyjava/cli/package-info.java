/** The command line: for a project, and for an application over its generated definitions. */
@NullMarked
package dev.rockyjava.cli;

import org.jspecify.annotations.NullMarked;
