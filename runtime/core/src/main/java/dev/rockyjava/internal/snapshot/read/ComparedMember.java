package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.VolatileMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How comparisons treat a member of a snapshot: what it is about, and whether the order of its elements is
 * significant. A member without a rule here is compared as it is.
 */
public final class ComparedMember {

    /** What a part of a snapshot can be about. */
    public enum About {
        /** A node of the graph, by its id. */
        NODE,
        /** A model, by its name. */
        MODEL,
        /** A pipeline, by its name. */
        PIPELINE,
        /** A discovered source, by its id. */
        SOURCE,
        /** A table within the source around it, by its name. */
        TABLE
    }

    private static final ComparedMember UNKNOWN = new ComparedMember("");

    /** The whole file. */
    static final ComparedMember ROOT = root();

    private final String path;
    private final String list;
    private final long seed;
    private final Map<String, ComparedMember> members = new HashMap<>();
    /** The rule of elements, and of other members than those. */
    private @Nullable ComparedMember any;
    private @Nullable About about;
    private boolean ownName;
    private boolean namesSubject;
    private boolean single;
    private boolean strategy;
    private boolean code;
    private boolean unordered;
    private boolean leftOut;

    private ComparedMember(String path) {
        this.path = path;
        int star = path.indexOf(".*");
        this.list = star < 0 ? path : path.substring(0, star);
        this.seed = Digests.of(path);
    }

    private static ComparedMember root() {
        ComparedMember root = new ComparedMember("");
        root.single("dag/nodes/*", About.NODE, "id", "kind", "label", "pipeline", "target", "freshness", "partition_shape");
        root.single("compile/models_detail/*", About.MODEL, "name", "target", "freshness", "tags");
        root.single("discover/sources/*", About.SOURCE, "id", "source_type", "components", "metadata", "tables");
        root.single("discover/sources/*/tables/*", About.TABLE, "name");
        root.about("dag/edges/*", About.NODE, "to");
        root.about("dag/column_lineage/*", About.MODEL, "target/model");
        root.about("compile/diagnostics/*", About.MODEL, "model");
        root.about("rocky_java/compile_diagnostics/*", About.MODEL, "model");
        for (String byModel : List.of(
                "compile/expanded_sql/*",
                "rocky_java/code/*",
                "rocky_java/contracts/*",
                "rocky_java/lineage/*",
                "rocky_java/reads/*",
                "rocky_java/reads_unknown/*")) {
            root.at(byModel).about = About.MODEL;
        }
        root.at("rocky_java/pipeline_code/*").about = About.PIPELINE;
        root.at("rocky_java/seed_code/*").about = About.NODE;
        for (String digests : List.of("rocky_java/code/*", "rocky_java/pipeline_code/*", "rocky_java/seed_code/*")) {
            root.at(digests).code = true;
        }
        root.names("rocky_java/models_by_pipeline/*/*", About.MODEL);
        root.names("rocky_java/sources_by_pipeline/*/*", About.SOURCE);
        for (String parameters : List.of("dag/nodes/*/strategy", "compile/models_detail/*/strategy")) {
            root.at(parameters).strategy = true;
        }
        for (String list : List.of(
                "dag/nodes/*/depends_on",
                "compile/models_detail/*/depends_on",
                "rocky_java/lineage/*/columns",
                "rocky_java/lineage/*/downstream",
                "rocky_java/lineage/*/edges",
                "rocky_java/lineage/*/nodes",
                "rocky_java/lineage/*/upstream",
                "rocky_java/pipeline_depends_on/*",
                "rocky_java/reads/*")) {
            root.at(list).unordered = true;
        }
        VolatileMetadata.MEMBERS.forEach(leftOut -> root.at(leftOut).leftOut = true);
        return root;
    }

    /**
     * Declares the elements of a list with one element per subject, and the members of an element that this version
     * knows.
     */
    private void single(String path, About about, String subject, String... known) {
        ComparedMember element = about(path, about, subject);
        element.single = true;
        for (String member : known) {
            element.at(member);
        }
    }

    private ComparedMember about(String path, About about, String subject) {
        ComparedMember element = at(path);
        element.about = about;
        element.ownName = true;
        element.at(subject).namesSubject = true;
        at(path.substring(0, path.length() - 2)).unordered = true;
        return element;
    }

    /** Declares a list whose elements are the names of their subjects. */
    private void names(String path, About about) {
        ComparedMember element = about(path, about, "");
        element.namesSubject = true;
    }

    private ComparedMember at(String place) {
        ComparedMember at = this;
        for (String name : place.split("/")) {
            if (!name.isEmpty()) {
                String whole = at.path.isEmpty() ? name : at.path + "." + name;
                ComparedMember around = at;
                at = around.members.computeIfAbsent(name, n -> new ComparedMember(whole));
                around.any = name.equals("*") ? at : around.any;
            }
        }
        return at;
    }

    /** Returns the rule of a member. */
    ComparedMember member(String name) {
        ComparedMember named = members.isEmpty() ? null : members.get(name);
        return named != null ? named : element();
    }

    /** Returns the rule of an element. */
    ComparedMember element() {
        return any == null ? UNKNOWN : any;
    }

    /** Returns the path without elements: {@code dag.nodes} for {@code dag/nodes/*}; empty if there is no rule. */
    String list() {
        return list;
    }

    /** Returns the slot that the member is in: {@code dag}. */
    String slot() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** Returns a number that distinguishes equal statements at different paths. */
    long seed() {
        return seed;
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }

    /** Returns what the member is about; null if that is the same as for the member around it. */
    @Nullable About about() {
        return about;
    }

    /**
     * Returns whether the subject is named by one of the member's members or by the member itself, rather than by its
     * key.
     */
    boolean namesItsSubject() {
        return ownName;
    }

    /** Returns whether the value is the name of the subject of the element around it, or of itself. */
    boolean isSubject() {
        return namesSubject;
    }

    /** Returns whether there is one per subject, so that its members can be identified by name. */
    boolean isSingle() {
        return single;
    }

    boolean isStrategy() {
        return strategy;
    }

    /** Whether its members are digests of the files of what it is about. */
    boolean isCode() {
        return code;
    }

    boolean isUnordered() {
        return unordered;
    }

    boolean isLeftOut() {
        return leftOut;
    }
}
