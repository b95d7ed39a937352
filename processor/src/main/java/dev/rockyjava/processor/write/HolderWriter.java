package dev.rockyjava.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.asset.AssetKey;
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

/**
 * Writes one tree of holders.
 *
 * <p>A holder with more than {@value #MOST_CONSTANTS} constants inherits them from interfaces, since one class holds no
 * more than about 7,000 of them. Small ones declare their constants themselves, which every JVM language can see. In a
 * tree with more than {@value #HUGE_TREE} constants, holders of middle size inherit theirs too: the compiler keeps a whole
 * source file in memory several times.
 */
final class HolderWriter {

    static final int MOST_CONSTANTS = 2000;
    static final int HUGE_TREE = 20_000;
    private static final int MOST_IN_A_HUGE_TREE = 100;
    private static final int SHARD_SIZE = 1000;

    /**
     * A constant.
     *
     * @param identity what decides in which part of a big holder it is; doesn't depend on the other constants
     */
    private record Member(String identity, FieldSpec field) {}

    private final String packageName;
    private final String rootName;
    private final Members members;
    private final List<TypeSpec> shards;
    private final int most;

    /**
     * @param root the whole tree
     * @param rootName the simple name of the outermost class; names of further top-level types begin with it
     * @param shards where further top-level types go
     */
    HolderWriter(
            Namespace root, String packageName, String rootName, Members members, List<TypeSpec> shards) {
        this.most = size(root) > HUGE_TREE ? MOST_IN_A_HUGE_TREE : MOST_CONSTANTS;
        this.packageName = packageName;
        this.rootName = rootName;
        this.members = members;
        this.shards = shards;
    }

    /**
     * The holder without modifiers and Javadoc, with all that are nested in it.
     *
     * @param type its simple name
     * @param name its name with those around it; unlike a path of segments no other holder can have it
     */
    TypeSpec.Builder write(Namespace namespace, String type, String name) {
        TypeSpec.Builder holder = TypeSpec.classBuilder(type)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
        List<Member> all = members(namespace);
        if (all.size() <= most) {
            all.forEach(member -> holder.addField(member.field()));
        } else {
            shards(all, name).forEach(holder::addSuperinterface);
        }
        for (Namespace child : namespace.children()) {
            holder.addType(write(child, child.typeName(), name + "." + child.typeName())
                    .addAnnotation(Generated.NESTED)
                    .addModifiers(PUBLIC, STATIC, FINAL)
                    .addJavadoc("$L", javadoc(child))
                    .build());
        }
        return holder;
    }

    private static int size(Namespace namespace) {
        return namespace.constants().size()
                + namespace.columns().size()
                + namespace.children().stream().mapToInt(HolderWriter::size).sum();
    }

    /** The columns first: when there are assets too, they are what lies below. */
    private List<Member> members(Namespace namespace) {
        List<Member> all = new ArrayList<>(namespace.columns().size() + namespace.constants().size());
        namespace.columnOwner().ifPresent(owner -> namespace.columns().forEach((constant, column) ->
                all.add(new Member(column, finished(members.column(constant, owner, column))))));
        namespace.constants().forEach((constant, spec) ->
                all.add(new Member(spec.nodeId(), finished(members.asset(constant, spec)))));
        return all;
    }

    private static FieldSpec finished(FieldSpec.Builder field) {
        return field.addModifiers(PUBLIC, STATIC, FINAL).build();
    }

    private String javadoc(Namespace holder) {
        String below = "under " + JavadocText.escape(new AssetKey(holder.path()).toString()) + ".\n";
        return holder.columnOwner()
                .map(owner -> "The columns of " + JavadocText.escape(owner.key().toString())
                        + (holder.constants().isEmpty() && holder.children().isEmpty()
                                ? ".\n"
                                : " and the " + members.word() + " " + below))
                .orElse("The " + members.word() + " " + below);
    }

    /** Spreads constants by a hash of what they mean, so that a new one changes one file and moves no other. */
    private List<ClassName> shards(List<Member> all, String holder) {
        int count = Math.max(1, Integer.highestOneBit(all.size() / SHARD_SIZE) * 2);
        SortedMap<String, TypeSpec.Builder> parts = new TreeMap<>();
        for (Member member : all) {
            int shard = Math.floorMod(spread(member.identity()), count);
            String name = String.format(Locale.ROOT, "%sShard_%s_%02d", rootName, digest(holder), shard);
            parts.computeIfAbsent(name, n -> TypeSpec.interfaceBuilder(n)
                            .addAnnotation(Generated.MARK)
                            .addAnnotation(Generated.SUPPRESS)
                            .addJavadoc("A part of {@link $L}.\n", holder))
                    .addField(member.field());
        }
        List<ClassName> names = new ArrayList<>();
        parts.forEach((name, type) -> {
            shards.add(type.build());
            names.add(ClassName.get(packageName, name));
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
