package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one program to its end in bounded time and memory, and leaves no process behind.
 *
 * @param session the {@code setsid} program, which runs a child in its own session; empty where there is none
 * @param environment the child's complete environment
 * @param grace how long a child may take to end after being asked to
 * @param maxStdout maximum output, in bytes
 */
record ProcessRunner(
        Optional<Path> session,
        Path directory,
        Map<String, String> environment,
        Duration grace,
        long maxStdout,
        Secrets secrets) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);

    // After the engine's own end, a process that it started may hold its pipes open (ENGINE.md §5: two seconds).
    private static final Duration AFTER_END = Duration.ofSeconds(2);

    /**
     * A variable in the environment of an engine and all processes it starts; identifies the caller, see {@link
     * #RUNNER}, and the call.
     */
    static final String MARK = "ROCKY_JAVA_CALL";

    /** Identifies this program, as opposed to earlier and later ones: its pid and start time. */
    private static final String RUNNER = ProcessHandle.current().pid() + "-"
            + ProcFiles.started(ProcessHandle.current().pid()).orElse(0) + "-";

    /** Returns a copy with one more variable in the child's environment. */
    ProcessRunner with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** Returns a copy with other values of some variables in the child's environment. */
    ProcessRunner with(Map<String, String> variables) {
        Map<String, String> more = new TreeMap<>(environment);
        more.putAll(variables);
        return new ProcessRunner(session, directory, Map.copyOf(more), grace, maxStdout, secrets);
    }

    /** Returns a copy with one more variable in the child's environment, unless it is already set. */
    ProcessRunner withDefault(String variable, String value) {
        return environment.containsKey(variable) ? this : with(variable, value);
    }

    private enum StopReason {
        ENDED,
        TIMEOUT,
        FLOOD,
        INTERRUPTED
    }

    /**
     * Runs a program and waits for its end.
     *
     * @param command the program's path and its arguments
     * @param name how to refer to it in messages
     * @param started receives the process as soon as it runs
     * @throws EngineNotFoundException if it can't be started
     * @throws UnsupportedByEngineException if an argument has characters that this JVM can't pass on
     * @throws EngineTimeoutException if it takes too long
     * @throws EngineOutputException if it prints too much
     * @throws EngineInterruptedException if the thread is interrupted; its interrupt status is then set
     */
    ProcessResult run(
            List<String> command, String name, Duration timeout, ProcessLog log, Consumer<ProcessHandle> started) {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineInterruptedException("interrupted before " + name + " was started", null, false);
        }
        String mark = RUNNER + UUID.randomUUID().toString();
        Process process = start(command, mark);
        ProcessTree tree = new ProcessTree(process.toHandle(), true, session.isPresent(), MARK + "=" + mark);
        // On a separate thread: the reading thread must continue, or the writer would block and never end.
        Runnable endFlood = () -> thread("rocky-end-" + process.pid(), () -> tree.end(grace));
        StdoutCollector stdout = new StdoutCollector(process.getInputStream(), maxStdout, endFlood);
        try {
            RunningChildren.add(tree, grace);
            started.accept(process.toHandle());
            List<Thread> readers = List.of(
                    thread("rocky-stdout-" + process.pid(), stdout),
                    thread("rocky-stderr-" + process.pid(), new StderrReader(process.getErrorStream(), secrets, log)));
            StopReason why = await(process, timeout);
            if (why == StopReason.ENDED && !stdout.overflowed()) {
                endLeftovers(tree, name);
            } else {
                tree.end(grace);
            }
            if (!join(readers)) {
                LOG.warn("the outputs of {} had not come to their end {} after its own; something that it has started may"
                        + " hold them, and can't be found", name, DurationText.of(AFTER_END));
            }
            return finished(stdout.overflowed() ? StopReason.FLOOD : why, process, stdout, log, name, timeout);
        } finally {
            tree.end(Duration.ZERO);
            RunningChildren.remove(tree);
            closePipes(process);
        }
    }

    private Process start(List<String> command, String mark) {
        refuseUnlessEncodable(command);
        List<String> whole = new ArrayList<>();
        session.ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile());
        putEnvironment(builder.environment());
        builder.environment().put(MARK, mark);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new EngineNotFoundException(
                    secrets.mask("can't start " + command.get(0) + " in " + directory + ": " + e.getMessage()),
                    "check that it is the rocky binary of this kind of machine",
                    e);
        }
    }

    /**
     * Inherited variables are left untouched: in a JVM whose own encoding is ASCII, setting a value again changes its
     * bytes.
     */
    private void putEnvironment(Map<String, String> child) {
        child.keySet().retainAll(environment.keySet());
        environment.forEach((name, value) -> {
            if (!value.equals(child.get(name))) {
                child.put(name, value);
            }
        });
    }

    private void refuseUnlessEncodable(List<String> command) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        for (String argument : command) {
            if (!BinaryLookup.WINDOWS && !charset.newEncoder().canEncode(argument)) {
                throw new UnsupportedByEngineException("this JVM can't give the argument " + secrets.mask(argument)
                        + " to a program, as its locale's encoding is " + charset + "; nothing was executed",
                        "set LC_ALL=C.UTF-8, or another locale with UTF-8, where Java is started");
            }
        }
    }

    private static Thread thread(String name, Runnable work) {
        // The engine's log belongs to the same run and asset as its caller's log.
        Map<String, String> context = MDC.getCopyOfContextMap();
        return DaemonThreads.start(name, () -> {
            MDC.setContextMap(context == null ? Map.of() : context);
            work.run();
        });
    }

    private static StopReason await(Process process, Duration timeout) {
        try {
            return process.waitFor(TimeLimits.nanos(timeout), TimeUnit.NANOSECONDS) ? StopReason.ENDED : StopReason.TIMEOUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StopReason.INTERRUPTED;
        }
    }

    private void endLeftovers(ProcessTree tree, String name) {
        if (!tree.await(AFTER_END)) {
            LOG.warn("{} left processes behind, which are ended now: {}", name, ProcessTree.pids(tree.alive()));
            tree.end(TimeLimits.min(grace, AFTER_END));
        }
    }

    // A reader that is still waiting then ends with the next byte that arrives, rather than with the last.
    private static void closePipes(Process process) {
        try {
            process.getInputStream().close();
            process.getErrorStream().close();
        } catch (IOException e) {
            LOG.debug("can't close a pipe", e); // nothing more can be read from it
        }
    }

    /** Returns whether all have ended. A reader that hasn't is waiting in the kernel, where nothing wakes it up. */
    private static boolean join(List<Thread> readers) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + AFTER_END.toNanos();
        for (Thread reader : readers) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(reader, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return readers.stream().noneMatch(Thread::isAlive);
    }

    private ProcessResult finished(
            StopReason why, Process process, StdoutCollector stdout, ProcessLog log, String name, Duration timeout) {
        return switch (why) {
            case ENDED -> new ProcessResult(process.exitValue(), stdout.take(), log);
            case TIMEOUT -> throw new EngineTimeoutException(
                    name + " took longer than " + DurationText.of(timeout)
                            + " and was ended; what it had done until then may stay" + lastLine(log),
                    "give the call more time, or see what it waits for",
                    true);
            case FLOOD -> throw new EngineOutputException(
                    name + " printed more than " + maxStdout + " bytes and was ended",
                    "raise maxStdoutBytes if such a document is right",
                    secrets.mask(beginning(stdout.take())));
            case INTERRUPTED -> throw new EngineInterruptedException(
                    name + " was ended because the thread was interrupted; what it had done until then may stay", null);
        };
    }

    private static String beginning(byte[] printed) {
        return new String(printed, 0, Math.min(printed.length, StderrReader.LONGEST_LINE), StandardCharsets.UTF_8);
    }

    private static String lastLine(ProcessLog log) {
        List<String> tail = log.tail();
        return tail.isEmpty() ? "" : " (its last log line: " + tail.get(tail.size() - 1) + ")";
    }
}
