/** Runs as traces of OpenTelemetry and as metrics of Micrometer. A program needs only the one of them that it uses. */
@NullMarked
package dev.rockyjava.telemetry;

import org.jspecify.annotations.NullMarked;
