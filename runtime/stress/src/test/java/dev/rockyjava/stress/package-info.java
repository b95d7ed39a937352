/**
 * Campaigns: many attacks of one kind, chosen at random from a seed that is printed. The promises behind them, and the figures,
 * are in runtime/RELIABILITY.md.
 */
@NullMarked
package dev.rockyjava.stress;

import org.jspecify.annotations.NullMarked;
