package dev.rockyjava.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Recognizes what the client reports about the server. */
final class Server {

    private static final Set<Status.Code> AWAY = EnumSet.of(
            Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED, Status.Code.ABORTED,
            Status.Code.INTERNAL, Status.Code.UNKNOWN);

    private static final Set<Status.Code> REFUSES = EnumSet.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED);

    private Server() {}

    /** Returns whether the server can't be reached, or can't work at the moment. */
    static boolean isAway(Throwable thrown) {
        return status(thrown).map(Status::getCode).filter(AWAY::contains).isPresent();
    }

    /** Returns what the server says when it doesn't let this client do something; empty if that isn't the failure. */
    static Optional<String> refusal(Throwable thrown) {
        return status(thrown)
                .filter(status -> REFUSES.contains(status.getCode()))
                .map(status -> Optional.ofNullable(status.getDescription()).orElse(status.getCode().name()));
    }

    private static Optional<Status> status(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof StatusRuntimeException failed) {
                return Optional.of(failed.getStatus());
            }
        }
        return Optional.empty();
    }
}
