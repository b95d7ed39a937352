package dev.rockyjava.processor.write;

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

/** Writes the class that returns the definitions. It reads them from the resource beside it on first use. */
public final class DefinitionsClassWriter {

    private DefinitionsClassWriter() {}

    /**
     * Returns the type to write.
     *
     * @param component the simple name of the annotated type, for the Javadoc
     * @param resource the simple name of the resource
     */
    public static TypeSpec write(ClassName name, String component, String resource) {
        // The class opens the resource itself: in a named module no other module may.
        TypeSpec holder = TypeSpec.classBuilder("Holder")
                .addAnnotation(Generated.NESTED)
                .addModifiers(PRIVATE, STATIC, FINAL)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
                .addField(FieldSpec.builder(Definitions.class, "DEFINITIONS", STATIC, FINAL)
                        .initializer(
                                "$T.load($T.class.getResourceAsStream($S), $S)",
                                DefinitionsResource.class,
                                name,
                                resource,
                                resource)
                        .build())
                .build();
        return TypeSpec.classBuilder(name)
                .addAnnotation(Generated.MARK)
                .addAnnotation(Generated.SUPPRESS)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("The definitions of {@link $L}, as the snapshot had them at compile time.\n", component)
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
