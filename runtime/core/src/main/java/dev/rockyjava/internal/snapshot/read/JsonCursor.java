package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON without building a tree, and keeps track of the line and column of every value.
 *
 * <p>Each method starts with the parser on the first token of a value and leaves it on the value's last token.
 */
final class JsonCursor {

    private final JsonParser parser;
    private final String file;
    private final SharedTexts texts;

    /**
     * Creates a cursor.
     *
     * @param texts has found the parser's current token, if that is a text
     */
    JsonCursor(JsonParser parser, SharedTexts texts, String file) {
        this.parser = parser;
        this.texts = texts;
        this.file = file;
    }

    /** Returns the location of the current value. */
    Location here() {
        Start start = start();
        return new Location(start.line, start.column, parser.streamReadContext().pathAsPointer().toString());
    }

    /** A location without its pointer, which takes longer to build than a small object takes to read. */
    record Start(int line, int column) {}

    /** Returns the start of the current value. */
    Start start() {
        var at = parser.currentTokenLocation();
        return new Start(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    SnapshotException wrong(String expected) {
        return new SnapshotException(
                file,
                List.of(Problem.of(
                        ProblemId.WRONG_VALUE,
                        "expected " + expected + " but found " + found() + "; refresh the snapshot with a matching engine",
                        here())));
    }

    private String found() {
        JsonToken token = parser.currentToken();
        return switch (token == null ? JsonToken.NOT_AVAILABLE : token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }

    /** Calls {@code member} with each name, with the cursor on its value; a value that isn't read is skipped. */
    void object(Consumer<String> member) {
        expect(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            member.accept(name);
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            }
        }
    }

    /** Returns the elements of an array; empty for null. */
    <T> List<T> array(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        if (isNull()) {
            return elements;
        }
        expect(JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.get());
        }
        return elements;
    }

    String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        String known = texts.known();
        if (known == null) {
            known = writable(parser.getString());
            texts.keep(known);
        }
        return known;
    }

    /** Returns a text; empty for null. */
    Optional<String> optionalText() {
        return isNull() ? Optional.empty() : Optional.of(text());
    }

    /** Returns a whole number of at least 0. */
    long count() {
        String expected = "a whole number from 0 to " + Long.MAX_VALUE;
        expect(JsonToken.VALUE_NUMBER_INT, expected);
        boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!fits || parser.getLongValue() < 0) {
            throw wrong(expected);
        }
        return parser.getLongValue();
    }

    // Half a surrogate pair has no UTF-8 form: neither generated code nor its resource could hold it.
    private String writable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int whole = text.codePointAt(i);
                if (!Character.isSupplementaryCodePoint(whole)) {
                    throw wrong("a text without unpaired surrogates");
                }
                i++;
            }
        }
        return text;
    }

    /** Returns any scalar as text; empty for null, an object or an array. */
    Optional<String> scalar() {
        return Optional.ofNullable(scalarOrNull());
    }

    /** Returns any scalar as text; null for null, an object or an array. */
    @Nullable String scalarOrNull() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return text();
        }
        if (parser.currentToken().isScalarValue() && !isNull()) {
            return parser.getString();
        }
        skip();
        return null;
    }

    /** Returns the members of an object that are scalars, as text; others are left out. */
    Map<String, String> texts() {
        Map<String, String> members = new HashMap<>();
        object(member -> {
            String value = scalarOrNull();
            if (value != null) {
                members.put(member, value);
            }
        });
        return members;
    }

    /** Reads an object as {@link #object} does; null has no members. */
    void optionalObject(Consumer<String> member) {
        if (!isNull()) {
            object(member);
        }
    }

    /** Returns the same as {@link #texts()}; empty for null. */
    Map<String, String> optionalTexts() {
        return isNull() ? Map.of() : texts();
    }

    /** Returns a text as it is, and any other value as {@link CanonicalJson}. */
    String textOrJson() {
        return parser.currentToken() == JsonToken.VALUE_STRING ? text() : CanonicalJson.of(parser);
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    private void skip() {
        parser.skipChildren();
    }

    private void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw wrong(what);
        }
    }

    /**
     * Returns the value of a mandatory member.
     *
     * @param object the start of the object on whose end the cursor is
     */
    <T> T require(@Nullable T value, String name, Start object) {
        if (value != null) {
            return value;
        }
        return require(value, name, new Location(object.line, object.column, here().pointer()));
    }

    /** Returns the value of a mandatory member. */
    <T> T require(@Nullable T value, String name, Location object) {
        if (value == null) {
            throw new SnapshotException(
                    file,
                    List.of(Problem.of(
                            ProblemId.WRONG_VALUE,
                            "the member \"" + name + "\" is missing; refresh the snapshot with a matching engine",
                            object)));
        }
        return value;
    }
}
