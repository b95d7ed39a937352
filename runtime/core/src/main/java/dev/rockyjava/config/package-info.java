/**
 * The configuration of a component: one model shared by {@code defs.yaml}, the annotation and the builder. Attribute
 * names and defaults are those of dagster-rocky's {@code RockyComponent}.
 */
@NullMarked
package dev.rockyjava.config;

import org.jspecify.annotations.NullMarked;
