/** Measures what a compile costs; run by the profile {@code bench}, not by the tests. */
@org.jspecify.annotations.NullMarked
package dev.rockyjava.processor.bench;
