/**
 * The part of Jinja that {@code defs.yaml} uses, evaluated without Python: expressions, filters, string methods and
 * {@code if} blocks. A template sees the variables that it is given and nothing else; it reaches no file, no class and no
 * network. Not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.template;

import org.jspecify.annotations.NullMarked;
