/** A Rocky project in a Spring Boot application: beans, runs and refreshes at a schedule, health, metrics, an endpoint. */
@NullMarked
package dev.rockyjava.spring;

import org.jspecify.annotations.NullMarked;
