package dev.rockyjava.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.MethodSpec;
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
 * the same tree with the keys as strings.
 */
public final class AssetsWriter {

    private AssetsWriter() {}

    /**
     * Returns the files to write.
     *
     * @param component the simple name of the annotated type, for the Javadoc
     * @param columnTypes the data type of a column, for the Javadoc; empty if it isn't known
     */
    public static List<SourceFile> write(
            String packageName,
            String component,
            Definitions definitions,
            Namespace root,
            BiFunction<AssetSpec, String, Optional<String>> columnTypes) {
        String name = root.typeName();
        List<SourceFile> files = new ArrayList<>();
        SourceText text = new SourceText();
        TypeSpec.Builder assets = TypeSpec.classBuilder(name)
                .addAnnotation(Generated.MARK)
                .addAnnotation(Generated.SUPPRESS)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("The assets of {@link $L}, by the path of their keys.\n", component)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
        new HolderWriter(root, packageName, new AssetMembers(definitions, columnTypes), files)
                .outermost(root, name, text)
                .forEach(assets::addSuperinterface);
        new HolderWriter(root, packageName, new KeyMembers(), files)
                .nested(
                        root,
                        NamespaceTree.KEYS,
                        name + "." + NamespaceTree.KEYS,
                        "The keys of all assets as compile-time constants, for annotations.",
                        text);
        files.add(0, new SourceFile(assets.build(), text));
        return List.copyOf(files);
    }
}
