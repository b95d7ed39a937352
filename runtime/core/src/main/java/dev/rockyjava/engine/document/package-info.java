/** What the engine answers: one record per document that {@code rocky} prints, with what it leaves out made explicit. */
@NullMarked
package dev.rockyjava.engine.document;

import org.jspecify.annotations.NullMarked;
