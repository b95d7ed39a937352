package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.diff.EnvironmentMapping;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Which names of tables in a snapshot are replaced by those of another environment while it is read.
 *
 * @param environment how the names correspond
 * @param everywhere whether names within other texts are replaced too, such as those in SQL and lineage; otherwise only
 *     the catalog and the schema of what is built, which the engine takes from its configuration
 */
public record TableNames(EnvironmentMapping environment, boolean everywhere) {

    /** All names are read as they are written. */
    public static final TableNames AS_WRITTEN = new TableNames(EnvironmentMapping.SAME, false);

    private static final String PART = "[`\"\\[]?\\w+[`\"\\]]?";
    private static final Pattern DOTTED = Pattern.compile("(?<![\\w.])" + PART + "(?:\\." + PART + ")++");
    private static final Pattern WORD = Pattern.compile("\\w+");

    JsonParser in(JsonParser parser) {
        return environment.isSame() ? parser : new Parser(parser);
    }

    private final class Parser extends JsonParserDelegate {

        Parser(JsonParser parser) {
            super(parser);
        }

        @Override
        public char[] getStringCharacters() {
            return getString().toCharArray();
        }

        @Override
        public int getStringOffset() {
            return 0;
        }

        @Override
        public int getStringLength() {
            return getString().length();
        }

        @Override
        public String getString() {
            String text = super.getString();
            return currentToken() == JsonToken.VALUE_STRING ? replaced(text, streamReadContext()) : text;
        }
    }

    private String replaced(String text, TokenStreamContext at) {
        if (isBuilt(at.getParent())) {
            String member = String.valueOf(at.currentName());
            return switch (member) {
                case "catalog" -> environment.catalog(text);
                case "schema" -> environment.schemaTemplate(text);
                default -> text;
            };
        }
        return everywhere ? DOTTED.matcher(text).replaceAll(name -> Matcher.quoteReplacement(dotted(name.group()))) : text;
    }

    /** Whether the object at this place describes what a node builds, or what a pipeline writes. */
    private static boolean isBuilt(@Nullable TokenStreamContext around) {
        if (around == null) {
            return false;
        }
        TokenStreamContext outer = around.getParent();
        return "target".equals(around.currentName()) || outer != null && "writes".equals(outer.currentName());
    }

    /** Replaces the catalog and the schema of a name of two or more parts, which keep their quotes. */
    private String dotted(String name) {
        String[] parts = name.split("\\.", -1);
        String first = bare(parts[0]);
        // Of two parts, the first is a schema, or the alias of a table: that may be called like a catalog.
        boolean hasCatalog = parts.length > 2
                && (environment.catalogs().containsKey(first) || !environment.schemas().containsKey(first));
        if (hasCatalog) {
            parts[0] = parts[0].replace(first, environment.catalog(first));
        }
        int schema = hasCatalog ? 1 : 0;
        parts[schema] = parts[schema].replace(bare(parts[schema]), environment.schema(bare(parts[schema])));
        return String.join(".", parts);
    }

    private static String bare(String part) {
        Matcher word = WORD.matcher(part);
        return word.find() ? word.group() : part;
    }
}
