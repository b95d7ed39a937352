package dev.rockyjava.processor.bench;

import dev.rockyjava.RockyComponent;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a new JVM does with a snapshot: {@code ReadBenchStart WHAT FILE}. */
final class ReadBenchStart {

    private ReadBenchStart() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        long result = switch (arguments[0]) {
            case "tokens" -> tokens(file);
            case "tree" -> tree(file);
            case "definitions" -> RockyComponent.create().buildDefsFromState(file).keys().size();
            case "kept" -> RockyComponent.create()
                    .withDefinitionsCache(file.resolveSibling("kept"))
                    .buildDefsFromState(file)
                    .keys()
                    .size();
            default -> 1;
        };
        if (result == 0) {
            throw new AssertionError();
        }
    }

    /** Reads all tokens and the text of each string, and keeps nothing. */
    private static long tokens(Path file) throws Exception {
        long length = 0;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                length += token == JsonToken.VALUE_STRING ? parser.getString().length() : 0;
            }
        }
        return length;
    }

    private static long tree(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return JsonMapper.shared().readTree(in).size();
        }
    }
}
