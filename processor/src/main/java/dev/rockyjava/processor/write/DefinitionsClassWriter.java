package dev.rockyjava.processor.write;

import dev.rockyjava.processor.names.GeneratedTypes;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;

/** Writes the class that returns the definitions. It reads them from the resource beside it on first use. */
public final class DefinitionsClassWriter {

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
                .addType(holder)
                .build();
    }
}
