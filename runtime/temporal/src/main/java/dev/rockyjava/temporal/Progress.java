package dev.rockyjava.temporal;

/**
 * What a worker says of a call while it executes it, in the details of its heartbeats.
 *
 * @param waits whether the call waits for others that use the same files
 * @param log the last lines that the engine has logged
 */
record Progress(boolean waits, LogLines log) {}
