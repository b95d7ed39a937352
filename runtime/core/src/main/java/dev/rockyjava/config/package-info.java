/**
 * The configuration of a component: one model behind {@code defs.yaml}, the annotation and the builder. Attribute names
 * and defaults are those of the Python peer's {@code RockyComponent}.
 */
@NullMarked
package dev.rockyjava.config;

import org.jspecify.annotations.NullMarked;
