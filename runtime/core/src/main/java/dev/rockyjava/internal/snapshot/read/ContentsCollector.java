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

    private final SharedTexts texts;
    private final Map<Subject, List<Statement>> statements = new HashMap<>();
    private final SortedMap<String, String> others = new TreeMap<>();
    private @Nullable OpenContainer top;
    private long digest;

    ContentsCollector(SharedTexts texts) {
        this.texts = texts;
    }

    SnapshotContents contents() {
        return new SnapshotContents(digest, statements, others);
    }

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
        final @Nullable Element element;
        final KeptText.@Nullable Parts parts;
        /** Whether text may be kept of a value in it. */
        final boolean keeps;
        String member = "";
        long memberDigest;
        long all;
        long compared;
        boolean says;

        OpenContainer(@Nullable OpenContainer around, ComparedMember rule, boolean list) {
            this.around = around;
            this.rule = rule;
            this.list = list;
            this.leftOut = rule.isLeftOut() || around != null && around.leftOut;
            this.element = rule.about() != null ? new Element() : around == null ? null : around.element;
            int length = around == null || leftOut || !around.keeps ? 0 : around.lengthOf(rule);
            this.parts = length == 0 ? null : new KeptText.Parts(list, length);
            this.keeps = parts != null || rule.isStrategy() || rule.isCode() || isOuter() || rule.isSingle();
        }

        ComparedMember next() {
            return list ? rule.element() : rule.member(member);
        }

        /** Returns the name of the member that this is or is in; empty for the file itself. */
        String name() {
            return around == null ? "" : around.member;
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

        long with(long sum, long value) {
            if (!list) {
                return sum + Digests.mix(memberDigest + value);
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
            case PROPERTY_NAME -> {
                in.member = parser.currentName();
                in.memberDigest = Digests.of(in.member);
            }
            case END_OBJECT, END_ARRAY -> end(in);
            case VALUE_NULL -> {
                if (in.list) {
                    scalar(in, "null");
                }
            }
            case VALUE_STRING -> text(in, parser);
            default -> {
                String text = parser.getString();
                scalar(in, token.isNumeric() ? Digests.number(text) : text);
            }
        }
    }

    private void text(OpenContainer in, JsonParser parser) {
        ComparedMember rule = in.next();
        long value = Digests.mix(texts.find(parser) + TEXT);
        if (!in.keeps && !rule.isSubject() && !rule.namesItsSubject()) {
            scalar(in, rule, value, "", KeptText.NONE);
            return;
        }
        String known = texts.known();
        String text = known == null ? parser.getString() : known;
        scalar(in, rule, value, text, text.length() <= in.lengthOf(rule) ? KeptText.ofText(text) : KeptText.NONE);
    }

    private void scalar(OpenContainer in, String text) {
        ComparedMember rule = in.next();
        KeptText kept = text.length() <= in.lengthOf(rule) ? KeptText.ofJson(text) : KeptText.NONE;
        scalar(in, rule, Digests.mix(Digests.of(text) + OTHER_SCALAR), text, kept);
    }

    private void scalar(OpenContainer in, ComparedMember rule, long value, String text, KeptText kept) {
        if (rule.isSubject() && in.element != null) {
            in.element.subject = text;
        }
        in.all = in.with(in.all, value);
        if (in.leftOut || rule.isLeftOut()) {
            return;
        }
        About about = rule.about();
        if (about == null) {
            say(in, rule, value, kept, false);
        } else {
            state(in, rule, about, value, new Element(), rule.namesItsSubject() ? text : in.member);
        }
    }

    private void end(OpenContainer ended) {
        int type = ended.list ? LIST : OBJECT;
        long all = Digests.mix(ended.all + type);
        OpenContainer in = ended.around;
        top = in;
        if (in == null) {
            digest = all;
            return;
        }
        in.all = in.with(in.all, all);
        if (ended.leftOut || !ended.says) {
            return;
        }
        long compared = Digests.mix(ended.compared + type);
        About about = ended.rule.about();
        Element element = ended.element;
        if (about == null || element == null) {
            say(in, ended.rule, compared, ended.parts == null ? KeptText.NONE : ended.parts.text(), !ended.list);
        } else {
            state(in, ended.rule, about, compared, element, ended.rule.namesItsSubject() ? element.subject : in.member);
        }
    }

    /** Adds a value to what its container says. */
    private void say(OpenContainer in, ComparedMember rule, long compared, KeptText text, boolean object) {
        in.says = true;
        in.compared = in.with(in.compared, compared);
        if (in.parts != null) {
            in.parts.add(in.member, text);
        }
        if (in.keeps) {
            show(in, rule, compared, text, object);
        }
    }

    /** Keeps the text of a value that is displayed by its name. */
    private void show(OpenContainer in, ComparedMember rule, long compared, KeptText text, boolean object) {
        String name = in.member;
        if (in.rule.isStrategy() && in.element != null) {
            if (!name.equals("type")) {
                in.element.strategy(name, text.shown(compared));
            }
        } else if (in.rule.isCode() && in.element != null) {
            in.element.code(name, text.shown(compared));
        } else if (in.rule.isSingle() && in.element != null && !rule.isKnown()) {
            in.element.unknown(in.rule.slot() + "." + name, text.shown(compared));
        } else if (in.around == null && !object) {
            others.put(name, text.shown(compared));
        } else if (in.around != null && in.isOuter() && !in.list) {
            others.put(in.name() + "." + name, text.shown(compared));
        }
    }

    /**
     * Keeps what a value states about its subject.
     *
     * @param element what was collected for it
     */
    private void state(
            OpenContainer in, ComparedMember rule, About about, long compared, Element element, String subject) {
        // The name is that of the pipeline whose list it is, or that of the model.
        long place = rule.seed() + (in.list ? Digests.of(in.name()) : 0);
        Statement statement = new Statement(
                rule.list(), Digests.mix(place + compared), element.strategy, element.unknown, element.code);
        if (about == About.TABLE && in.element != null) {
            in.element.table(new Table(subject, statement));
            return;
        }
        publish(new Subject(about, subject), statement);
        for (Table table : element.tables) {
            publish(new Subject(About.TABLE, table.name(), subject), table.statement());
        }
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
