package dev.rockyjava.store.valkey;

import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.tls.TlsFailure;
import java.util.Optional;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Converts the client's exceptions and adds what to do. */
final class ValkeyFailures {

    private ValkeyFailures() {}

    static StateStoreException typed(String store, String what, JedisException e) {
        String text = text(e);
        Optional<TlsFailure> tls = TlsFailure.in(e);
        if (tls.isPresent()) {
            return new StateStoreException(Reason.UNAVAILABLE, store, what + ": " + tls.get().text(), tls.get().next(), e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisAccessControlException || text.startsWith("ERR AUTH")) {
                return new StateStoreException(Reason.ACCESS_DENIED, store, what + ": " + text,
                        "Check the user and password in the URI or the options username and password, and that the"
                                + " user may read and write these keys.", e);
            }
            if (cause instanceof JedisConnectionException) {
                return new StateStoreException(Reason.UNAVAILABLE, store, what + ": " + text,
                        "Check that a server listens there, and that this machine reaches it (rediss: is for TLS,"
                                + " redis: is without).", e);
            }
        }
        return e instanceof JedisDataException ? refused(store, what, text, e) : new StateStoreException(
                Reason.UNAVAILABLE, store, what + ": " + text, "Check the server.", e);
    }

    private static StateStoreException refused(String store, String what, String text, JedisException e) {
        if (text.startsWith("WRONGTYPE")) {
            return new StateStoreException(Reason.DAMAGED, store, what + ": " + text,
                    "Something else uses these keys: give the store another option prefix.", e);
        }
        if (text.startsWith("ERR DB index") || text.startsWith("ERR SELECT")) {
            return new StateStoreException(Reason.MISCONFIGURED, store, what + ": " + text,
                    "Take a database that the server has: the number after the host.", e);
        }
        return new StateStoreException(Reason.UNAVAILABLE, store, what + ": " + text,
                "Check the server: that it isn't a read-only replica, has memory left, and has finished loading.", e);
    }

    /** Returns the innermost message, which says what happened; the outer ones only say that something did. */
    private static String text(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        // A failed connection attempt has one suppressed exception per address tried.
        if (cause.getSuppressed().length > 0) {
            return text(cause.getSuppressed()[0]);
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
