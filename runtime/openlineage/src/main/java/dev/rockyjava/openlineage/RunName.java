package dev.rockyjava.openlineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ParentRunFacet;
import io.openlineage.client.utils.UUIDUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run of a job. */
record RunName(String namespace, String job, UUID id) {

    /**
     * Returns the run of a job in a run of rocky-java. Its id depends on nothing else, so that a resumed run, whose id and
     * moment are those of the first, continues the same runs.
     */
    static RunName of(String namespace, String job, String runId, Instant moment) {
        // Separated by what no name contains.
        byte[] text = String.join("\0", namespace, job, runId).getBytes(StandardCharsets.UTF_8);
        return new RunName(namespace, job, UUIDUtils.generateStaticUUID(moment, text));
    }

    /**
     * Reads {@code namespace/job/id}, the form of the variable OPENLINEAGE_PARENT_ID. A namespace may contain a slash.
     *
     * @return empty if the text isn't of that form
     */
    static Optional<RunName> parse(String text) {
        int id = text.lastIndexOf('/');
        int job = text.lastIndexOf('/', id - 1);
        if (job <= 0 || job + 1 == id) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text.substring(id + 1));
            return Optional.of(new RunName(text.substring(0, job), text.substring(job + 1, id), uuid));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the facet of a run that this one has started. */
    ParentRunFacet parentOf(OpenLineage events, RunName root) {
        return events.newParentRunFacet(
                events.newParentRunFacetRunBuilder().runId(id).build(),
                events.newParentRunFacetJobBuilder().namespace(namespace).name(job).build(),
                events.newParentRunFacetRoot(
                        events.newRootRunBuilder().runId(root.id).build(),
                        events.newRootJobBuilder().namespace(root.namespace).name(root.job).build()));
    }
}
