/** What a program reads: assets, differences, runs, events and errors as JSON. */
@NullMarked
package dev.rockyjava.cli.json;

import org.jspecify.annotations.NullMarked;
