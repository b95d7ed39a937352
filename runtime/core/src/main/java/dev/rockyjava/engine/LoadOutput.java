package dev.rockyjava.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a load pipeline prints (rocky-contract §2.18).
 *
 * @param durationMs milliseconds
 */
public record LoadOutput(
        String version,
        String command,
        String sourceDir,
        String format,
        long filesLoaded,
        long filesFailed,
        long totalRows,
        long totalBytes,
        List<LoadedFile> files,
        long durationMs)
        implements EngineDocument {

    public LoadOutput {
        version = Absent.orEmpty(version);
        command = Absent.orEmpty(command);
        sourceDir = Absent.orEmpty(sourceDir);
        format = Absent.orEmpty(format);
        files = Absent.orEmpty(files);
    }

    /**
     * One file.
     *
     * @param target dotted name of the table
     * @param rowsLoaded on DuckDB the rows of the whole table afterwards
     * @param durationMs milliseconds
     * @param error why it failed; empty when it was loaded
     */
    public record LoadedFile(
            String file, String target, long rowsLoaded, long bytesRead, long durationMs, Optional<String> error) {

        public LoadedFile {
            file = Absent.orEmpty(file);
            target = Absent.orEmpty(target);
            error = Absent.orEmpty(error);
        }
    }
}
