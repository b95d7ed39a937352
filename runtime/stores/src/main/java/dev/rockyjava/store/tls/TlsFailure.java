package dev.rockyjava.store.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that wasn't made because of TLS. The clients report it as a server that can't be reached.
 *
 * @param text the reason that is nearest to the cause
 * @param next what to do
 */
public record TlsFailure(String text, String next) {

    /** Returns the failure of TLS that an exception was caused by; empty if it is another one. */
    public static Optional<TlsFailure> in(@Nullable Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        TlsFailure nearest = null;
        // Clients wrap causes, and suppress that of each address they tried.
        for (Throwable e = thrown; e != null && seen.add(e); e = next(e)) {
            nearest = of(e).orElse(nearest);
        }
        return Optional.ofNullable(nearest);
    }

    private static @Nullable Throwable next(Throwable e) {
        return e.getCause() != null ? e.getCause() : e.getSuppressed().length > 0 ? e.getSuppressed()[0] : null;
    }

    private static Optional<TlsFailure> of(Throwable e) {
        if (e instanceof CertificateExpiredException || e instanceof CertificateNotYetValidException) {
            return Optional.of(new TlsFailure("the server's certificate isn't valid now: " + e.getMessage(),
                    "Renew the certificate, or correct the clock of this machine."));
        }
        if (e instanceof CertPathBuilderException) {
            return Optional.of(new TlsFailure("the server's certificate is issued by an authority that this JVM doesn't trust",
                    "Check that it is the right server; then add the authority to a trust store, and name that by"
                            + " -Djavax.net.ssl.trustStore and -Djavax.net.ssl.trustStorePassword."));
        }
        if (e instanceof CertificateException) {
            return Optional.of(new TlsFailure("the server's certificate is refused: " + e.getMessage(),
                    "Use the host's name as it is in the certificate, or give the server a certificate for this name."));
        }
        return e instanceof SSLException
                ? Optional.of(new TlsFailure("no TLS connection can be made: " + e.getMessage(),
                        "Check that this port is the one for TLS, and which versions of TLS the server accepts."))
                : Optional.empty();
    }
}
