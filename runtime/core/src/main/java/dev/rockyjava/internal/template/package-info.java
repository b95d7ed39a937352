/**
 * The part of Jinja that {@code defs.yaml} uses, evaluated without Python: expressions, filters, string methods and
 * {@code if} blocks. A template can only access the variables that it is given; no files, classes or network. Not for
 * users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.template;

import org.jspecify.annotations.NullMarked;
