package dev.rockyjava.store;

import java.nio.file.Path;

/**
 * A local snapshot file that is ready to be read.
 *
 * @param file the local copy
 * @param source where its content comes from
 * @param version for {@link Source#REMOTE} the remote store's version, otherwise the local file's
 */
public record FetchedSnapshot(Path file, Source source, StoredVersion version) {

    /** Where the content of a local copy comes from. */
    public enum Source {
        /** The remote store reported this as its latest snapshot. */
        REMOTE,
        /** The remote store had no answer or no snapshot; this is from an earlier fetch or write. */
        LOCAL_COPY
    }
}
