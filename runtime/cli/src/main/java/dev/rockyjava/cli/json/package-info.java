/** JSON output for programs: assets, differences, runs, events and errors. */
@NullMarked
package dev.rockyjava.cli.json;

import org.jspecify.annotations.NullMarked;
