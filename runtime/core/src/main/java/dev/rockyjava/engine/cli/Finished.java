package dev.rockyjava.engine.cli;

/**
 * A process that has ended by itself.
 *
 * @param exitCode its status; 128 and the number of the signal if one ended it
 * @param stdout all that it printed
 */
record Finished(int exitCode, String stdout, EngineLog log) {}
