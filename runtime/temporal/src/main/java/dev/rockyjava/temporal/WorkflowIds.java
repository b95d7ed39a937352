package dev.rockyjava.temporal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of workflows. */
final class WorkflowIds {

    /** The server takes 1,000 bytes. */
    private static final int MOST_BYTES = 900;
    private static final int KEPT = 200;

    private WorkflowIds() {}

    /** Returns the id of the lock of a project's runs. */
    static String ofLock(String project) {
        return "rocky/" + project + "/run";
    }

    static String of(String project, String run, String work) {
        String id = project + "/" + run + "/" + work;
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_BYTES
                ? id
                : id.substring(0, KEPT) + "…" + UUID.nameUUIDFromBytes(bytes);
    }
}
