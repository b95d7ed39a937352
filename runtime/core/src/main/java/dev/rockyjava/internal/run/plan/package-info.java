/** Makes the steps of a run of a selection of assets. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.plan;

import org.jspecify.annotations.NullMarked;
