package dev.rockyjava.store;

import java.nio.file.Path;

/**
 * A local snapshot file that can be read now.
 *
 * @param file the local copy
 * @param source where its content comes from
 * @param version of the remote store where it was asked, of the local file otherwise
 */
public record FetchedSnapshot(Path file, Source source, StoredVersion version) {

    /** Where the content of a local copy comes from. */
    public enum Source {
        /** The remote store said that this is its latest snapshot. */
        REMOTE,
        /** The remote store had nothing to say; this is what an earlier fetch or write left. */
        LOCAL_COPY
    }
}
