package dev.rockyjava.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.processor.names.Namespace;
import dev.rockyjava.processor.names.NamespaceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Writes the class of constants: a holder for each namespace with one typed constant per asset, and in a nested class
 * the same tree again with the keys as texts.
 */
public final class AssetsWriter {

    private AssetsWriter() {}

    /**
     * The top-level types to write.
     *
     * @param component the simple name of the annotated type, for the Javadoc
     * @param columnTypes the data type of a column, for the Javadoc; empty where nobody knows it
     */
    public static List<TypeSpec> write(
            String packageName,
            String component,
            Definitions definitions,
            Namespace root,
            BiFunction<AssetSpec, String, Optional<String>> columnTypes) {
        String name = root.typeName();
        List<TypeSpec> types = new ArrayList<>();
        TypeSpec keys = new HolderWriter(root, packageName, name, new KeyMembers(), types)
                .write(root, NamespaceTree.KEYS, name + "." + NamespaceTree.KEYS)
                .addAnnotation(Generated.NESTED)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addJavadoc("The keys of all assets as compile-time constants, for annotations.\n")
                .build();
        TypeSpec assets = new HolderWriter(root, packageName, name, new AssetMembers(definitions, columnTypes), types)
                .write(root, name, name)
                .addAnnotation(Generated.MARK)
                .addAnnotation(Generated.SUPPRESS)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("The assets of {@link $L}, by the path of their keys.\n", component)
                .addType(keys)
                .build();
        types.add(0, assets);
        return List.copyOf(types);
    }
}
