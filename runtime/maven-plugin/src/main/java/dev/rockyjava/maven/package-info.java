/** The goals of rocky-maven-plugin. */
@NullMarked
package dev.rockyjava.maven;

import org.jspecify.annotations.NullMarked;
