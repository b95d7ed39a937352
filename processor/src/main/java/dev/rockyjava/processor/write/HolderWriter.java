package dev.rockyjava.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.processor.names.Namespace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes one tree of holders.
 *
 * <p>A holder with more than {@value #MOST_CONSTANTS} constants inherits them from interfaces, since one class can
 * hold about 7,000 at most. Smaller holders declare their constants themselves, which every JVM language can see. In
 * a tree with more than {@value #HUGE_TREE} constants, holders with more than {@value #MOST_IN_A_HUGE_TREE} inherit
 * theirs too, since the compiler keeps a whole source file in memory several times.
 */
final class HolderWriter {

    static final int MOST_CONSTANTS = 2000;
    static final int HUGE_TREE = 20_000;
    private static final int MOST_IN_A_HUGE_TREE = 100;
    private static final int SHARD_SIZE = 1000;

    /**
     * A constant.
     *
     * @param name the name of the constant
     * @param spec the asset
     * @param column the column; null for the asset itself
     */
    private record HolderMember(String name, AssetSpec spec, @Nullable String column) {

        /** Returns what decides in which part of a big holder the constant is; independent of all other constants. */
        String identity() {
            return column == null ? spec.nodeId() : column;
        }
    }

    private final String packageName;
    private final String rootName;
    private final Members members;
    private final List<SourceFile> shards;
    private final int most;

    /**
     * Creates a writer.
     *
     * @param root the whole tree; names of further top-level types begin with its name
     * @param shards receives the further top-level types
     */
    HolderWriter(Namespace root, String packageName, Members members, List<SourceFile> shards) {
        this.most = size(root) > HUGE_TREE ? MOST_IN_A_HUGE_TREE : MOST_CONSTANTS;
        this.packageName = packageName;
        this.rootName = root.typeName();
        this.members = members;
        this.shards = shards;
    }

    /**
     * Writes the members of the outermost holder.
     *
     * @param name its name
     * @return the types that it inherits its constants from; empty if it declares them itself
     */
    List<ClassName> outermost(Namespace root, String name, SourceText out) {
        List<HolderMember> own = members(root);
        List<ClassName> inherited = own.size() <= most ? List.of() : shards(own, name);
        inside(root, name, inherited.isEmpty() ? own : List.of(), out);
        return inherited;
    }

    /**
     * Writes a nested holder.
     *
     * @param type its simple name
     * @param name its name with those of its enclosing classes; unlike a path of segments it is unique
     */
    void nested(Namespace namespace, String type, String name, String javadoc, SourceText out) {
        List<HolderMember> own = members(namespace);
        List<ClassName> inherited = own.size() <= most ? List.of() : shards(own, name);
        out.end().javadoc(javadoc);
        // So that coverage tools skip its class file too.
        out.line().add("@").type(RockyGenerated.class).end();
        out.line().add("public static final class ").add(type);
        String before = " implements ";
        for (ClassName shard : inherited) {
            out.add(before).add(shard.simpleName());
            before = ", ";
        }
        out.open();
        out.line().add("private ").add(type).add("() {}").end();
        inside(namespace, name, inherited.isEmpty() ? own : List.of(), out);
        out.close();
    }

    private void inside(Namespace namespace, String name, List<HolderMember> own, SourceText out) {
        own.forEach(member -> write(member, "public static final ", out));
        for (Namespace child : namespace.children()) {
            nested(child, child.typeName(), name + "." + child.typeName(), javadoc(child), out);
        }
    }

    private void write(HolderMember member, String modifiers, SourceText out) {
        out.end();
        if (member.column() == null) {
            members.asset(out, modifiers, member.name(), member.spec());
        } else {
            members.column(out, modifiers, member.name(), member.spec(), member.column());
        }
    }

    private static int size(Namespace namespace) {
        int size = namespace.constants().size() + namespace.columns().size();
        for (Namespace child : namespace.children()) {
            size += size(child);
        }
        return size;
    }

    /** Returns the columns first, then the assets below them. */
    private static List<HolderMember> members(Namespace namespace) {
        List<HolderMember> all = new ArrayList<>(namespace.columns().size() + namespace.constants().size());
        namespace.columnOwner().ifPresent(owner ->
                namespace.columns().forEach((name, column) -> all.add(new HolderMember(name, owner, column))));
        namespace.constants().forEach((name, spec) -> all.add(new HolderMember(name, spec, null)));
        return all;
    }

    private String javadoc(Namespace holder) {
        String below = "under " + JavadocText.escape(new AssetKey(holder.path()).toString()) + ".";
        return holder.columnOwner()
                .map(owner -> "The columns of " + JavadocText.escape(owner.key().toString())
                        + (holder.constants().isEmpty() && holder.children().isEmpty()
                                ? "."
                                : " and the " + members.word() + " " + below))
                .orElse("The " + members.word() + " " + below);
    }

    /** Distributes constants by a hash of their identity, so that a new one changes one file and moves no other. */
    private List<ClassName> shards(List<HolderMember> all, String holder) {
        int count = Math.max(1, Integer.highestOneBit(all.size() / SHARD_SIZE) * 2);
        SortedMap<Integer, SourceText> parts = new TreeMap<>();
        for (HolderMember member : all) {
            int shard = Math.floorMod(spread(member.identity()), count);
            write(member, "", parts.computeIfAbsent(shard, s -> new SourceText()));
        }
        String prefix = rootName + "Shard_" + digest(holder) + "_";
        List<ClassName> names = new ArrayList<>();
        parts.forEach((shard, text) -> {
            ClassName name = ClassName.get(packageName, prefix + String.format(Locale.ROOT, "%02d", shard));
            TypeSpec type = TypeSpec.interfaceBuilder(name)
                    .addAnnotation(Generated.MARK)
                    .addAnnotation(Generated.SUPPRESS)
                    .addJavadoc("A part of {@link $L}.\n", holder)
                    .build();
            shards.add(new SourceFile(type, text));
            names.add(name);
        });
        return names;
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static int spread(String text) {
        int hash = text.hashCode();
        return hash ^ (hash >>> 16);
    }
}
