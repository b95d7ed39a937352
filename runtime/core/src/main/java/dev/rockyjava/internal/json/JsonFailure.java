package dev.rockyjava.internal.json;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Jackson's reason for refusing a text, without what it says about itself. */
public final class JsonFailure {

    private static final Pattern SOURCE = Pattern.compile(" ?\\([^()\\[]*\\[Source: [^]]*]\\)| ?(?:at )?\\[Source: [^]]*]");

    private JsonFailure() {}

    /** Returns the reason in one line, without places. */
    public static String text(JacksonException e) {
        return SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("").lines().findFirst().orElse("");
    }
}
