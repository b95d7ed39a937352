package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.Stated;
import dev.rockyjava.internal.snapshot.read.ComparedMember.About;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything in a snapshot, in a form for comparison: grouped by subject, whether or not a reader knows it. */
public final class SnapshotContents {

    private final long digest;
    private final Map<Subject, List<Statement>> statements;
    private final SortedMap<String, String> others;

    /**
     * Creates the contents.
     *
     * @param digest of the whole file
     * @param statements the statements about nodes, models, sources and tables
     * @param others what is about none of them, by slot and member
     */
    SnapshotContents(long digest, Map<Subject, List<Statement>> statements, SortedMap<String, String> others) {
        this.digest = digest;
        this.statements = statements;
        this.others = others;
    }

    /**
     * Returns whether another file has the same content, regardless of its layout, the order of its members or the
     * form of its numbers. Members listed in {@link dev.rockyjava.asset.VolatileMetadata} are compared too.
     */
    public boolean sameAs(SnapshotContents other) {
        return digest == other.digest;
    }

    /** The subject of a statement; a table is within a source. */
    public record Subject(About about, String name, String within) {

        public Subject(About about, String name) {
            this(about, name, "");
        }

        // The record's own methods are slow in a new process, which calls them for each of a million lineage edges.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Subject that
                    && about == that.about
                    && name.equals(that.name)
                    && within.equals(that.within);
        }

        @Override
        public int hashCode() {
            // An enum's own hash is another one in each process.
            return 31 * (31 * name.hashCode() + within.hashCode()) + about.name().hashCode();
        }
    }

    /**
     * What one list of the snapshot states about a subject.
     *
     * @param list the list: {@code dag.nodes}
     * @param digest of all elements about it, in any order
     * @param strategy see {@link Stated#strategy()}
     * @param others see {@link Stated#others()}
     * @param code see {@link Stated#code()}
     */
    record Statement(
            String list,
            long digest,
            SortedMap<String, String> strategy,
            SortedMap<String, String> others,
            SortedMap<String, String> code) {

        /** Returns the combination of this statement and another from the same list. */
        Statement and(Statement other) {
            return new Statement(
                    list,
                    digest + other.digest,
                    both(strategy, other.strategy),
                    both(others, other.others),
                    both(code, other.code));
        }

        /** Returns the entries of both; of one name, the other's. */
        private static SortedMap<String, String> both(SortedMap<String, String> one, SortedMap<String, String> other) {
            if (other.isEmpty()) {
                return one;
            }
            if (one.isEmpty()) {
                return other;
            }
            SortedMap<String, String> both = new TreeMap<>(one);
            both.putAll(other);
            return both;
        }
    }

    /**
     * Returns all digests of code, see {@link Stated#code()}, also of what is no asset. If a file has several, which no
     * writer states, it is the least.
     */
    public Map<String, String> code() {
        Map<String, String> code = new HashMap<>();
        statements.values().forEach(all -> all.forEach(statement -> statement.code().forEach((file, digest) ->
                code.merge(file, digest, (one, other) -> one.compareTo(other) <= 0 ? one : other))));
        return code;
    }

    /**
     * Assigns to each asset the statements about it, and keeps track of those that no asset got. For a single build
     * of definitions.
     */
    public final class Distribution {

        private final Set<Subject> given = new HashSet<>();
        private final Map<String, List<Subject>> tables = new HashMap<>();

        public Distribution() {
            for (Subject subject : statements.keySet()) {
                if (subject.about() == About.TABLE) {
                    tables.computeIfAbsent(subject.within(), source -> new ArrayList<>()).add(subject);
                }
            }
            tables.values().forEach(all -> all.sort(Comparator.comparing(Subject::name)));
        }

        /** Returns what is stated about an asset. */
        public Stated of(Subject... subjects) {
            return of(List.of(subjects));
        }

        public Stated of(List<Subject> subjects) {
            SortedMap<String, String> strategy = Collections.emptySortedMap();
            SortedMap<String, String> named = strategy;
            SortedMap<String, String> code = strategy;
            long digest = 0;
            for (Subject subject : subjects) {
                given.add(subject);
                for (Statement statement : statements.getOrDefault(subject, List.of())) {
                    // Files have digests of their own, so that a run may be resumed with mended SQL.
                    digest += statement.code().isEmpty() ? statement.digest() : 0;
                    strategy = Statement.both(statement.strategy(), strategy);
                    named = Statement.both(named, statement.others());
                    code = Statement.both(code, statement.code());
                }
            }
            return new Stated(strategy, named, code, digest);
        }

        /** Returns the tables of a source, and the source. */
        public List<Subject> source(String id) {
            List<Subject> all = new ArrayList<>(List.of(new Subject(About.SOURCE, id)));
            all.addAll(tables.getOrDefault(id, List.of()));
            return all;
        }

        /** Returns what belongs to no asset, by slot and member. */
        public SortedMap<String, String> rest() {
            SortedMap<String, Long> lists = new TreeMap<>();
            statements.forEach((subject, all) -> {
                if (!given.contains(subject)) {
                    all.forEach(statement -> lists.merge(statement.list(), statement.digest(), Long::sum));
                }
            });
            SortedMap<String, String> rest = new TreeMap<>(others);
            lists.forEach((list, digest) -> rest.put(list, Digests.text(digest)));
            return rest;
        }
    }
}
