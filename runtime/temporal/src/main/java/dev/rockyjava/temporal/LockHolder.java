package dev.rockyjava.temporal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Who holds the lock of a project's runs, as the memo of its workflow says.
 *
 * @param since when it claimed the lock, by its own clock
 */
record LockHolder(String runId, String host, long process, Instant since) {

    static final String MEMO = "rocky-run";

    private static final String HOST = ofThisMachine();
    private static final int PARTS = 4;

    static LockHolder thisProgram(String runId) {
        return new LockHolder(runId, HOST, ProcessHandle.current().pid(), Instant.now());
    }

    byte[] bytes() {
        return String.join("\n", runId, host, String.valueOf(process), String.valueOf(since)).getBytes(StandardCharsets.UTF_8);
    }

    static LockHolder read(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", PARTS);
        return new LockHolder(lines[0], lines[1], Long.parseLong(lines[2]), Instant.parse(lines[3]));
    }

    /** Returns whether it was a process of this machine that has ended. */
    boolean isGone() {
        return host.equals(HOST) && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    @Override
    public String toString() {
        return "run " + runId + " of process " + process + " on " + host;
    }

    private static String ofThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unknown host";
        }
    }
}
