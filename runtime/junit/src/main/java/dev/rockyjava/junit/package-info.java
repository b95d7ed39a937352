/**
 * Tests of SQL models in JUnit: {@link dev.rockyjava.junit.RockyTest} on a test class,
 * {@link dev.rockyjava.junit.RockySandbox} as a parameter of its tests, {@link dev.rockyjava.junit.Rows} in and out.
 */
@NullMarked
package dev.rockyjava.junit;

import org.jspecify.annotations.NullMarked;
