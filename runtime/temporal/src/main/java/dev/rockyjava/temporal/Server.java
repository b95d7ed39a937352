package dev.rockyjava.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Set;

/** Recognizes what the client reports about the server. */
final class Server {

    private static final Set<Status.Code> AWAY = EnumSet.of(
            Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED, Status.Code.ABORTED,
            Status.Code.INTERNAL, Status.Code.UNKNOWN);

    private Server() {}

    /** Returns whether the server can't be reached, or can't work at the moment. */
    static boolean isAway(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof StatusRuntimeException status) {
                return AWAY.contains(status.getStatus().getCode());
            }
        }
        return false;
    }
}
