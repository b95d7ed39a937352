/** Makes the plan of a run from a selection of assets. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.plan;

import org.jspecify.annotations.NullMarked;
