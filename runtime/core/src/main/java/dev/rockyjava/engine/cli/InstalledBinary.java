package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.EngineVersion;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.internal.text.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The binary on this machine: its path and version, determined once (ENGINE.md §1.6). */
final class InstalledBinary {

    /** Where to set the binary, both in configuration and in code. */
    static final String WHERE_TO_SAY = "binary_path in defs.yaml, or binary(...) of CliEngine's builder";

    private static final Logger LOG = LoggerFactory.getLogger(InstalledBinary.class);
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 100;
    private static final String UNKNOWN = "unknown";

    /** @param version empty if the binary doesn't report it */
    record FoundBinary(Path path, Optional<EngineVersion> version) {

        /** Returns the version as text; {@code "unknown"} if the binary doesn't report it. */
        String versionText() {
            return version.map(EngineVersion::text).orElse(UNKNOWN);
        }
    }

    private final String binary;
    private final ProcessRunner runner;
    private @Nullable FoundBinary found;

    InstalledBinary(String binary, ProcessRunner runner) {
        this.binary = binary;
        this.runner = runner;
    }

    /** Returns the binary as displayed, whether it exists or not. */
    String shown() {
        return BinaryLookup.isBareName(binary)
                ? binary
                : Path.of(binary).toAbsolutePath().normalize().toString();
    }

    /**
     * Returns the binary, looking it up the first time.
     *
     * @throws EngineNotFoundException if it doesn't exist or can't be executed; checked again next time
     * @throws EngineVersionException if it is too old; checked again next time
     */
    synchronized FoundBinary require() {
        if (found == null) {
            Path path = BinaryLookup.require(binary, runner.environment().getOrDefault("PATH", ""));
            found = new FoundBinary(path, versionOf(path));
        }
        return found;
    }

    private Optional<EngineVersion> versionOf(Path path) {
        String printed = ask(path);
        Optional<EngineVersion> version = EngineVersion.parse(printed);
        if (version.isEmpty()) {
            LOG.warn("{} doesn't report its version ({}); continuing without it", path, printed);
            return version;
        }
        if (version.get().compareTo(EngineVersion.OLDEST) < 0) {
            throw new EngineVersionException(path + " is rocky " + version.get().text() + ", but "
                    + EngineVersion.OLDEST.text() + " or newer is needed", "update rocky, or give another binary: " + WHERE_TO_SAY);
        }
        return version;
    }

    private String ask(Path path) {
        String name = path + " --version";
        ProcessLog log = new ProcessLog(line -> {});
        try {
            ProcessResult finished = runner.run(List.of(path.toString(), "--version"), name, VERSION_LIMIT, log, process -> {});
            if (FailureDiagnosis.wasNotStarted(finished)) {
                throw FailureDiagnosis.of(finished, name, runner.directory());
            }
            String firstLine = finished.text().lines().findFirst().orElse("nothing printed").strip();
            return firstLine.length() <= LONGEST_ANSWER ? runner.secrets().mask(firstLine) : "a long text";
        } catch (EngineTimeoutException e) {
            return "no answer within " + DurationText.of(VERSION_LIMIT);
        } catch (EngineOutputException e) {
            return "a flood of text";
        }
    }
}
