package dev.rockyjava.processor.write;

import dev.rockyjava.processor.names.GeneratedTypes;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;
import java.nio.file.Path;

/** Writes the class that returns the definitions. It reads them from the resource beside it on first use. */
public final class DefinitionsClassWriter {

    // By name: behind these classes is everything that runs, which the processor has no use for.
    private static final ClassName COMPONENT = ClassName.get("dev.rockyjava", "RockyComponent");
    private static final ClassName COMPONENT_RESOURCE = ClassName.get("dev.rockyjava.generated", "ComponentResource");

    private DefinitionsClassWriter() {}

    /** Returns the type to write. */
    public static TypeSpec write(GeneratedTypes types) {
        // The class opens the resource itself: in a named module no other module may.
        TypeSpec holder = TypeSpec.classBuilder("Holder")
                .addAnnotation(Generated.NESTED)
                .addModifiers(PRIVATE, STATIC, FINAL)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
                .addField(FieldSpec.builder(Definitions.class, "DEFINITIONS", STATIC, FINAL)
                        .initializer(
                                "$T.load($T.class.getResourceAsStream($S), $S)",
                                DefinitionsResource.class,
                                types.definitions(),
                                types.resource(),
                                types.resource())
                        .build())
                .build();
        return TypeSpec.classBuilder(types.definitions())
                .addAnnotation(Generated.MARK)
                .addAnnotation(Generated.SUPPRESS)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("The definitions of {@link $L}, as the snapshot had them at compile time.\n", types.component())
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
                .addMethod(MethodSpec.methodBuilder("get")
                        .addModifiers(PUBLIC, STATIC)
                        .returns(Definitions.class)
                        .addJavadoc("Returns all assets. Reads no snapshot, and calls neither an engine nor the network.\n")
                        .addStatement("return Holder.DEFINITIONS")
                        .build())
                .addMethod(MethodSpec.methodBuilder("component")
                        .addModifiers(PUBLIC, STATIC)
                        .returns(COMPONENT)
                        .addJavadoc("""
                                Returns the project with the configuration of {@link $L}, for refreshing the snapshot and for runs.
                                Its folder is the working directory, or otherwise the project that the class files are in.

                                @throws dev.rockyjava.config.ConfigException if it is in neither, or the configuration is
                                    invalid
                                """, types.component())
                        .addStatement("return component($T.of($S))", Path.class, "")
                        .build())
                .addMethod(MethodSpec.methodBuilder("component")
                        .addModifiers(PUBLIC, STATIC)
                        .returns(COMPONENT)
                        .addParameter(Path.class, "projectDirectory")
                        .addJavadoc("""
                                Returns the project in a folder.

                                @param projectDirectory the folder that paths in the configuration are relative to; the empty path
                                    finds it, as {@link #component()} does
                                @throws dev.rockyjava.config.ConfigException if the configuration isn't there or is invalid
                                """)
                        .addStatement(
                                "return $T.load($T.class.getResourceAsStream($S), $S).component($T.class, projectDirectory)",
                                COMPONENT_RESOURCE,
                                types.definitions(),
                                types.configuration(),
                                types.configuration(),
                                types.definitions())
                        .build())
                .addType(holder)
                .build();
    }
}
