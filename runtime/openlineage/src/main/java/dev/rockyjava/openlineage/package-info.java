/** Sends what a run does to a lineage catalog, as events of OpenLineage. */
@NullMarked
package dev.rockyjava.openlineage;

import org.jspecify.annotations.NullMarked;
