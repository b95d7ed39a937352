package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.tls.TlsFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Converts the client's exceptions and adds what to do. */
final class S3Failures {

    private static final Set<String> WRONG_REGION = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    // The client has repeated the request by the server's clock by then.
    private static final Set<String> WRONG_TIME = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

    private S3Failures() {}

    static boolean isMissingObject(S3Exception e) {
        return e.statusCode() == 404 && !code(e).equals("NoSuchBucket");
    }

    static StateStoreException typed(String store, String what, SdkException e) {
        String failure = what + ": " + e.getMessage();
        return e instanceof S3Exception answer ? answered(store, failure, answer) : unanswered(store, what, e);
    }

    private static StateStoreException answered(String store, String failure, S3Exception e) {
        if (WRONG_REGION.contains(code(e)) || e.statusCode() == 301) {
            return new StateStoreException(Reason.MISCONFIGURED, store, failure,
                    "Give the bucket's own region as the option region.", e);
        }
        if (WRONG_TIME.contains(code(e))) {
            return new StateStoreException(Reason.MISCONFIGURED, store, failure,
                    "Correct the clock of this machine, or that of the store: they differ by more than a signature allows.", e);
        }
        if (e.statusCode() == 401 || e.statusCode() == 403) {
            return new StateStoreException(Reason.ACCESS_DENIED, store, failure,
                    "Check the credentials and that they allow s3:GetObject, s3:PutObject, s3:DeleteObject and"
                            + " s3:ListBucket; without the last one S3 denies access to what isn't there, too.", e);
        }
        if (code(e).equals("NoSuchBucket")) {
            return new StateStoreException(Reason.MISCONFIGURED, store, failure,
                    "Create the bucket, or correct its name.", e);
        }
        return new StateStoreException(Reason.UNAVAILABLE, store, failure,
                "Try again; if it still fails, check the store with another client.", e);
    }

    private static StateStoreException unanswered(String store, String what, SdkException e) {
        String message = String.valueOf(e.getMessage());
        String failure = what + ": " + message;
        if (message.contains("Unable to load credentials")) {
            return new StateStoreException(Reason.ACCESS_DENIED, store, failure,
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, another source of the AWS SDK, or the options"
                            + " access_key_id and secret_access_key.", e);
        }
        if (message.contains("Unable to load region")) {
            return new StateStoreException(Reason.MISCONFIGURED, store, failure,
                    "Set AWS_REGION or the option region.", e);
        }
        return TlsFailure.in(e)
                .map(tls -> new StateStoreException(Reason.UNAVAILABLE, store, what + ": " + tls.text(), tls.next(), e))
                .orElseGet(() -> new StateStoreException(Reason.UNAVAILABLE, store, failure,
                        "Check the endpoint, and that this machine reaches it.", e));
    }

    private static String code(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
