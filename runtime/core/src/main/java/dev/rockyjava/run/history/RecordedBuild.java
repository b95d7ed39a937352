package dev.rockyjava.run.history;

import dev.rockyjava.asset.Stated;
import dev.rockyjava.internal.sql.PipelineCode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A build of an asset or of one of its partitions, as the journal recorded it.
 *
 * @param began the part of the run in which the first of its work was done that wasn't repeated later
 * @param ended the part in which the last of its work was done
 * @param time when it ended
 * @param changed whether something was built, rather than found to have nothing to do
 * @param code a digest of each file of the asset, and of its pipeline, as of the build, see {@link Stated#code()}; empty if not known. A file that
 *     was edited while the work went on has the digest {@link #MIXED}
 * @param definition how the asset was defined
 */
public record RecordedBuild(
        RunPart began,
        RunPart ended,
        Instant time,
        boolean changed,
        SortedMap<String, String> code,
        RecordedDefinition definition) {

    /** The digest of a file that was edited between two pieces of the work. It is no file's. */
    public static final String MIXED = "mixed";

    public RecordedBuild {
        code = Collections.unmodifiableSortedMap(new TreeMap<>(code));
    }

    /**
     * Returns the files that were edited, added or removed since, by path, and the pipeline, as in {@link Stated#code()}.
     *
     * @param now the digests of the asset's files and pipeline as they are now
     * @return empty also if either code isn't known
     */
    public List<String> edited(SortedMap<String, String> now) {
        if (code.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        SortedSet<String> files = new TreeSet<>(code.keySet());
        files.addAll(now.keySet());
        files.removeIf(file -> code.getOrDefault(file, "").equals(now.getOrDefault(file, ""))
                // Unlike a file, a pipeline without a digest is one that couldn't be read.
                || PipelineCode.isKey(file) && !(code.containsKey(file) && now.containsKey(file)));
        return List.copyOf(files);
    }
}
