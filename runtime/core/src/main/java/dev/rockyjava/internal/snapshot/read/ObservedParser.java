package dev.rockyjava.internal.snapshot.read;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/** A parser that shows each token to the contents too, so that nothing a reader skips goes unseen. */
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
                    break; // cut off; the reader is told by the parser
                }
                open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
            }
        }
        return this;
    }
}
