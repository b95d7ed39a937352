/** The engine's answers: one record per document that {@code rocky} prints, with missing fields made explicit. */
@NullMarked
package dev.rockyjava.engine.document;

import org.jspecify.annotations.NullMarked;
