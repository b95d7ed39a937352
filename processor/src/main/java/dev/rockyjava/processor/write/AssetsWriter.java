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
import dev.rockyjava.asset.Definitions;
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
import javax.lang.model.element.Modifier;

/**
 * Writes the class of constants: a holder for each namespace, one constant per asset.
 *
 * <p>A holder with more than {@value #MOST_CONSTANTS} constants inherits them from interfaces, since one class holds no
 * more than about 7,000 of them. Small ones declare their constants themselves, which every JVM language can see.
 */
public final class AssetsWriter {

    static final int MOST_CONSTANTS = 2000;
    private static final int SHARD_SIZE = 1000;

    private final String packageName;
    private final String rootName;
    private final AssetJavadoc javadoc;
    private final List<TypeSpec> types = new ArrayList<>();

    private AssetsWriter(String packageName, String rootName, Definitions definitions) {
        this.packageName = packageName;
        this.rootName = rootName;
        this.javadoc = new AssetJavadoc(definitions);
    }

    /**
     * The top-level types to write.
     *
     * @param component the simple name of the annotated type, for the Javadoc
     */
    public static List<TypeSpec> write(
            String packageName, String component, Definitions definitions, Namespace root) {
        AssetsWriter writer = new AssetsWriter(packageName, root.typeName(), definitions);
        TypeSpec.Builder type = writer.holder(root, root.typeName())
                .addAnnotation(Generated.MARK)
                .addAnnotation(Generated.SUPPRESS)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("The assets of {@link $L}, by the path of their keys.\n", component);
        writer.types.add(0, type.build());
        return List.copyOf(writer.types);
    }

    /**
     * @param name the holder's name with those around it; unlike a path of segments no other holder can have it
     */
    private TypeSpec.Builder holder(Namespace namespace, String name) {
        TypeSpec.Builder type = TypeSpec.classBuilder(namespace.typeName())
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
        if (namespace.constants().size() <= MOST_CONSTANTS) {
            namespace.constants().forEach(
                    (constant, spec) -> type.addField(constant(constant, spec, PUBLIC, STATIC, FINAL)));
        } else {
            shards(namespace, name).forEach(type::addSuperinterface);
        }
        for (Namespace child : namespace.children()) {
            type.addType(holder(child, name + "." + child.typeName())
                    .addModifiers(PUBLIC, STATIC, FINAL)
                    .addJavadoc("The assets under $L.\n", JavadocText.escape(new AssetKey(child.path()).toString()))
                    .build());
        }
        return type;
    }

    /** Spreads constants by a hash of the node id, so that a new asset changes one file and moves no other constant. */
    private List<ClassName> shards(Namespace namespace, String holder) {
        int count = Integer.highestOneBit(namespace.constants().size() / SHARD_SIZE) * 2;
        SortedMap<String, TypeSpec.Builder> shards = new TreeMap<>();
        for (Map.Entry<String, AssetSpec> constant : namespace.constants().entrySet()) {
            int shard = Math.floorMod(spread(constant.getValue().nodeId()), count);
            String name = String.format(Locale.ROOT, "%sShard_%s_%02d", rootName, digest(holder), shard);
            shards.computeIfAbsent(name, n -> TypeSpec.interfaceBuilder(n)
                            .addAnnotation(Generated.MARK)
                            .addAnnotation(Generated.SUPPRESS)
                            .addJavadoc("A part of {@link $L}.\n", holder))
                    .addField(constant(constant.getKey(), constant.getValue(), PUBLIC, STATIC, FINAL));
        }
        List<ClassName> names = new ArrayList<>();
        shards.forEach((name, type) -> {
            types.add(type.build());
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

    private FieldSpec constant(
            String name, AssetSpec spec, Modifier... modifiers) {
        AssetType type = AssetType.of(spec);
        return FieldSpec.builder(type.typeName(), name, modifiers)
                .addJavadoc(javadoc.of(spec))
                .initializer("$T.$L($L)", type.factory(), type.method(), JavaLiteral.of(spec.key().toString()))
                .build();
    }
}
