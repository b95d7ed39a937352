package dev.rockyjava.internal.document;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;

/** What Jackson has to know about the documents' public records, which don't depend on Jackson. */
final class MixIns {

    private MixIns() {}

    /** Members for which the record has no component are its details, on the same level. */
    abstract static class OfCheckResult {

        OfCheckResult(String name, boolean passed, String severity, @JsonAnySetter Map<String, Object> details) {}

        @JsonAnyGetter
        abstract Map<String, Object> details();
    }
}
