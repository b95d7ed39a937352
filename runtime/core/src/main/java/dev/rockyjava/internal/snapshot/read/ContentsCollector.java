package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.internal.snapshot.read.ComparedMember.About;
import dev.rockyjava.internal.snapshot.read.SnapshotContents.Statement;
import dev.rockyjava.internal.snapshot.read.SnapshotContents.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects {@link SnapshotContents} from the tokens of a file while it is read. Keeps only as much of a value as is
 * displayed.
 */
final class ContentsCollector {

    /**
     * The maximum text of a strategy's parameter, in characters; a key or a list of columns should be shown in full.
     */
    private static final int STRATEGY_LENGTH = 4000;

    /** The maximum text of a member that this version doesn't know, in characters. */
    private static final int OTHER_LENGTH = 100;

    /** Mixed into the digest of a value, so that a text differs from a number that looks the same. */
    private static final int OBJECT = 1;
    private static final int LIST = 2;
    private static final int TEXT = 3;
    private static final int OTHER_SCALAR = 4;

    private final Map<Subject, List<Statement>> statements = new HashMap<>();
    private final SortedMap<String, String> others = new TreeMap<>();
    private @Nullable OpenContainer top;
    private long digest;

    SnapshotContents contents() {
        return new SnapshotContents(digest, statements, others);
    }

    /** A complete value. */
    private record Value(
            ComparedMember rule, String name, boolean object, long all, long compared, boolean says, KeptText text) {}

    /** A table, and the statement about it, before its source is known. */
    private record Table(String name, Statement statement) {}

    /** The data collected for an element that has a subject. */
    private static final class Element {
        String subject = "";
        // Most elements have none of these, and there may be a million lineage elements.
        SortedMap<String, String> strategy = Collections.emptySortedMap();
        SortedMap<String, String> unknown = Collections.emptySortedMap();
        SortedMap<String, String> code = Collections.emptySortedMap();
        List<Table> tables = List.of();

        void strategy(String name, String value) {
            strategy = strategy.isEmpty() ? new TreeMap<>() : strategy;
            strategy.put(name, value);
        }

        void unknown(String name, String value) {
            unknown = unknown.isEmpty() ? new TreeMap<>() : unknown;
            unknown.put(name, value);
        }

        void code(String file, String digest) {
            code = code.isEmpty() ? new TreeMap<>() : code;
            code.put(file, digest);
        }

        void table(Table table) {
            tables = tables.isEmpty() ? new ArrayList<>() : tables;
            tables.add(table);
        }
    }

    /** An object or array that has not ended yet. */
    private static final class OpenContainer {

        final @Nullable OpenContainer around;
        final ComparedMember rule;
        final boolean list;
        final boolean leftOut;
        final String name;
        final @Nullable Element element;
        final KeptText.@Nullable Parts parts;
        String member = "";
        long all;
        long compared;
        boolean says;

        OpenContainer(@Nullable OpenContainer around, ComparedMember rule, boolean list) {
            this.around = around;
            this.rule = rule;
            this.list = list;
            this.leftOut = rule.isLeftOut() || around != null && around.leftOut;
            this.name = around == null ? "" : around.member;
            this.element = rule.about().isPresent() ? new Element() : around == null ? null : around.element;
            int length = around == null || leftOut ? 0 : around.lengthOf(rule);
            this.parts = length == 0 ? null : new KeptText.Parts(list, length);
        }

        ComparedMember next() {
            return rule.member(list ? "*" : member);
        }

        /** Returns whether this is the file itself or one of its slots. */
        boolean isOuter() {
            return around == null || around.around == null;
        }

        /** Returns how much text is kept of a value in this container. */
        int lengthOf(ComparedMember value) {
            if (parts != null) {
                return parts.length();
            }
            if (rule.isStrategy()) {
                return STRATEGY_LENGTH;
            }
            return rule.isCode() || (isOuter() || rule.isSingle()) && !value.isKnown() ? OTHER_LENGTH : 0;
        }

        long with(long sum, String name, long value) {
            if (!list) {
                return sum + Digests.mix(Digests.of(name) + value);
            }
            return rule.isUnordered() ? sum + Digests.mix(value) : Digests.mix(sum + value);
        }
    }

    /** Processes the parser's current token. */
    void see(JsonToken token, JsonParser parser) {
        OpenContainer in = top;
        if (token.isStructStart()) {
            top = new OpenContainer(in, in == null ? ComparedMember.ROOT : in.next(), token == JsonToken.START_ARRAY);
        } else if (in != null) {
            see(in, token, parser);
        }
    }

    private void see(OpenContainer in, JsonToken token, JsonParser parser) {
        switch (token) {
            case PROPERTY_NAME -> in.member = parser.currentName();
            case END_OBJECT, END_ARRAY -> end(in);
            case VALUE_NULL -> {
                if (in.list) {
                    scalar(in, OTHER_SCALAR, "null");
                }
            }
            case VALUE_STRING -> scalar(in, TEXT, parser.getString());
            default -> {
                String text = parser.getString();
                scalar(in, OTHER_SCALAR, token.isNumeric() ? Digests.number(text) : text);
            }
        }
    }

    private void scalar(OpenContainer in, int type, String text) {
        ComparedMember rule = in.next();
        if (rule.isSubject() && in.element != null) {
            in.element.subject = text;
        }
        long value = Digests.mix(Digests.of(text) + type);
        boolean keep = text.length() <= in.lengthOf(rule);
        KeptText kept = !keep ? KeptText.NONE : type == TEXT ? KeptText.ofText(text) : KeptText.ofJson(text);
        add(in, new Value(rule, in.member, false, value, value, true, kept), null, rule.namesItsSubject() ? text : in.member);
    }

    private void end(OpenContainer ended) {
        int type = ended.list ? LIST : OBJECT;
        long all = Digests.mix(ended.all + type);
        top = ended.around;
        if (top == null) {
            digest = all;
            return;
        }
        KeptText kept = ended.parts == null ? KeptText.NONE : ended.parts.text();
        long compared = Digests.mix(ended.compared + type);
        Element element = ended.rule.about().isPresent() ? ended.element : null;
        String subject = element != null && ended.rule.namesItsSubject() ? element.subject : ended.name;
        add(top, new Value(ended.rule, ended.name, !ended.list, all, compared, ended.says, kept), element, subject);
    }

    /**
     * Adds a value to its container.
     *
     * @param element what was collected for it, if it is an object or array with a subject
     * @param subject the name of its subject, if it has one
     */
    private void add(OpenContainer in, Value value, @Nullable Element element, String subject) {
        in.all = in.with(in.all, value.name(), value.all());
        if (in.leftOut || value.rule().isLeftOut() || !value.says()) {
            return;
        }
        if (value.rule().about().isPresent()) {
            state(in, value, value.rule().about().get(), element == null ? new Element() : element, subject);
            return;
        }
        in.says = true;
        in.compared = in.with(in.compared, value.name(), value.compared());
        if (in.parts != null) {
            in.parts.add(value.name(), value.text());
        }
        show(in, value);
    }

    /** Keeps the text of a value that is displayed by its name. */
    private void show(OpenContainer in, Value value) {
        String name = value.name();
        if (in.rule.isStrategy() && in.element != null) {
            if (!name.equals("type")) {
                in.element.strategy(name, value.text().shown(value.compared()));
            }
        } else if (in.rule.isCode() && in.element != null) {
            in.element.code(name, value.text().shown(value.compared()));
        } else if (in.rule.isSingle() && in.element != null && !value.rule().isKnown()) {
            in.element.unknown(in.rule.slot() + "." + name, value.text().shown(value.compared()));
        } else if (in.around == null && !value.object()) {
            others.put(name, value.text().shown(value.compared()));
        } else if (in.around != null && in.isOuter() && !in.list) {
            others.put(in.name + "." + name, value.text().shown(value.compared()));
        }
    }

    private void state(OpenContainer in, Value value, About about, Element element, String subject) {
        ComparedMember rule = value.rule();
        // The name is that of the pipeline whose list it is, or that of the model.
        long place = rule.seed() + (in.list ? Digests.of(in.name) : 0);
        Statement statement = new Statement(
                rule.list(),
                Digests.mix(place + value.compared()),
                element.strategy,
                element.unknown,
                element.code);
        if (about == About.TABLE && in.element != null) {
            in.element.table(new Table(subject, statement));
            return;
        }
        publish(new Subject(about, subject), statement);
        element.tables.forEach(table -> publish(new Subject(About.TABLE, table.name(), subject), table.statement()));
    }

    private void publish(Subject subject, Statement statement) {
        List<Statement> known = statements.computeIfAbsent(subject, s -> new ArrayList<>(1));
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).list().equals(statement.list())) {
                known.set(i, known.get(i).and(statement));
                return;
            }
        }
        known.add(statement);
    }
}
