package dev.rockyjava.internal.document;

import java.util.function.UnaryOperator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads the text of an error, in which the engine may quote what is secret. Not names: with another name no answer is
 * found for its asset.
 */
public final class ErrorText extends StdScalarDeserializer<String> {

    /** The attribute of a reader that masks secrets, an {@code UnaryOperator<String>}. */
    static final Object MASK = ErrorText.class;

    ErrorText() {
        super(String.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
        Object mask = context.getAttribute(MASK);
        String text = parser.getString();
        return mask == null ? text : ((UnaryOperator<String>) mask).apply(text);
    }
}
