package dev.rockyjava.cli;

import dev.rockyjava.run.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exit statuses of all commands; those of runs are {@link RunResult#exitStatus()}. The engine's status 2 means either wrong usage or a partly successful run
 * (ENGINE.md §1.7); here each has a separate status.
 */
public final class ExitCodes {

    /** The command succeeded. */
    public static final int OK = RunResult.EXIT_SUCCESS;
    /** The command failed: no engine, no usable snapshot, another run works on the project, every asset failed. */
    public static final int FAILED = RunResult.EXIT_FAILURE;
    /**
     * The command was invalid: an unknown option, asset, selection, partition, run or file, nothing to resume.
     * Nothing was done.
     */
    public static final int USAGE = 2;
    /** {@code materialize}, {@code resume}: some assets were built and some were not. */
    public static final int PARTIAL = RunResult.EXIT_PARTIAL;
    /** With {@code --check}: there is a difference. */
    public static final int DIFFERENT = 4;
    /** {@code init}: a file that it writes is there with other content, and was left as it is. */
    public static final int KEPT = 5;
    /** The program was ended by SIGHUP, because its terminal was closed. */
    public static final int HUNG_UP = 129;
    /** The reader of the result is gone, as after {@code | head}; otherwise the command succeeded. */
    public static final int NO_READER = 141;
    /** The command was ended by SIGINT, Ctrl-C. */
    public static final int INTERRUPTED = RunResult.EXIT_INTERRUPTED;
    /** The program was ended by SIGTERM. */
    public static final int TERMINATED = 143;

    private ExitCodes() {}

    /** Returns the list for the help: meanings by status. */
    static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        help.put(String.valueOf(OK), "success");
        help.put(String.valueOf(FAILED), """
                failure: no engine, no usable snapshot, another run works on the project, every asset failed, the \
                result could not be written""");
        help.put(String.valueOf(USAGE), """
                wrong usage: an unknown option, asset, selection, partition, run or file, nothing to resume; nothing \
                was done""");
        help.put(String.valueOf(PARTIAL), "materialize, resume: some assets were built and some were not");
        help.put(String.valueOf(DIFFERENT), "with --check: there is a difference");
        help.put(String.valueOf(KEPT), "init: a file that it writes is there with other content, and was left as it is");
        help.put(String.valueOf(INTERRUPTED), "ended by SIGINT (Ctrl-C); 'resume' finishes what is left of a run");
        help.put(String.valueOf(NO_READER), "the reader of the result is gone, as after '| head'; otherwise success");
        help.put(String.valueOf(TERMINATED), "ended by SIGTERM; the same, and 129 by SIGHUP");
        return help;
    }
}
