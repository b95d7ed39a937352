/** What {@code doctor} examines: engine, configuration, snapshot, journal, locks and disk, and what it finds there. */
@NullMarked
package dev.rockyjava.cli.doctor;

import org.jspecify.annotations.NullMarked;
