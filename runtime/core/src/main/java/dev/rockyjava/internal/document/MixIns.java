package dev.rockyjava.internal.document;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What Jackson has to know of the public records of documents, which don't know Jackson. */
final class MixIns {

    private MixIns() {}

    interface WithError {

        @JsonDeserialize(using = ErrorText.class)
        String error();
    }

    interface WithOptionalError {

        @JsonDeserialize(contentUsing = ErrorText.class)
        Optional<String> error();
    }

    interface OfTestResult {

        @JsonDeserialize(contentUsing = ErrorText.class)
        Optional<String> detail();

        @JsonDeserialize(using = ErrorText.class)
        String sql();
    }

    /** Members that the record has no component for are its details, on the same level. */
    abstract static class OfCheckResult {

        OfCheckResult(String name, boolean passed, String severity, @JsonAnySetter Map<String, Object> details) {}

        @JsonAnyGetter
        abstract Map<String, Object> details();
    }
}
