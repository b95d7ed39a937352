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
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.processor.names.Namespace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes one tree of holders.
 *
 * <p>A holder with more than {@value #MOST_CONSTANTS} constants inherits them from interfaces, since one class holds no
 * more than about 7,000 of them. Small ones declare their constants themselves, which every JVM language can see.
 */
final class HolderWriter {

    static final int MOST_CONSTANTS = 2000;
    private static final int SHARD_SIZE = 1000;

    private final String packageName;
    private final String rootName;
    private final Members members;
    private final List<TypeSpec> shards;

    /**
     * @param rootName the simple name of the outermost class; names of further top-level types begin with it
     * @param shards where further top-level types go
     */
    HolderWriter(String packageName, String rootName, Members members, List<TypeSpec> shards) {
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
        if (namespace.constants().size() <= MOST_CONSTANTS) {
            namespace.constants().forEach((constant, spec) -> holder.addField(field(constant, spec)));
        } else {
            shards(namespace, name).forEach(holder::addSuperinterface);
        }
        for (Namespace child : namespace.children()) {
            holder.addType(write(child, child.typeName(), name + "." + child.typeName())
                    .addModifiers(PUBLIC, STATIC, FINAL)
                    .addJavadoc(
                            "The $L under $L.\n",
                            members.word(),
                            JavadocText.escape(new AssetKey(child.path()).toString()))
                    .build());
        }
        return holder;
    }

    private FieldSpec field(String constant, AssetSpec spec) {
        return members.asset(constant, spec).addModifiers(PUBLIC, STATIC, FINAL).build();
    }

    /** Spreads constants by a hash of the node id, so that a new asset changes one file and moves no other constant. */
    private List<ClassName> shards(Namespace namespace, String holder) {
        int count = Integer.highestOneBit(namespace.constants().size() / SHARD_SIZE) * 2;
        SortedMap<String, TypeSpec.Builder> parts = new TreeMap<>();
        for (Map.Entry<String, AssetSpec> constant : namespace.constants().entrySet()) {
            int shard = Math.floorMod(spread(constant.getValue().nodeId()), count);
            String name = String.format(Locale.ROOT, "%sShard_%s_%02d", rootName, digest(holder), shard);
            parts.computeIfAbsent(name, n -> TypeSpec.interfaceBuilder(n)
                            .addAnnotation(Generated.MARK)
                            .addAnnotation(Generated.SUPPRESS)
                            .addJavadoc("A part of {@link $L}.\n", holder))
                    .addField(field(constant.getKey(), constant.getValue()));
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
