/**
 * How a node of the engine's graph becomes an asset: its key and its group. The defaults are those of the Python peer's
 * {@code RockyDagsterTranslator}.
 */
@NullMarked
package dev.rockyjava.translate;

import org.jspecify.annotations.NullMarked;
