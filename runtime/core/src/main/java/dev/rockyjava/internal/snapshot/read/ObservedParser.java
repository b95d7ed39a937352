package dev.rockyjava.internal.snapshot.read;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/** A parser that passes each token to the contents collector too, so that values skipped by a reader are included. */
final class ObservedParser extends JsonParserDelegate {

    private final ContentsCollector contents;

    ObservedParser(JsonParser parser, ContentsCollector contents) {
        super(parser);
        this.contents = contents;
    }

    @Override
    public JsonToken nextToken() {
        JsonToken token = delegate.nextToken();
        if (token != null) {
            contents.see(token, delegate);
        }
        return token;
    }

    @Override
    public JsonParser skipChildren() {
        JsonToken token = currentToken();
        if (token != null && token.isStructStart()) {
            for (int open = 1; open > 0; ) {
                JsonToken next = nextToken();
                if (next == null) {
                    break; // truncated; the parser reports it to the reader
                }
                open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
            }
        }
        return this;
    }
}
