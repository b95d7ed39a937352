/**
 * How a source table, a model or a node of the engine's graph becomes an asset: its key, its group, its tags. The
 * defaults are those of dagster-rocky's {@code RockyDagsterTranslator}.
 */
@NullMarked
package dev.rockyjava.translate;

import org.jspecify.annotations.NullMarked;
