/** The methods that generated code calls. Not meant for handwritten code. */
@NullMarked
package dev.rockyjava.generated;

import org.jspecify.annotations.NullMarked;
