package dev.rockyjava.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import dev.rockyjava.annotation.RockyGenerated;

/** The annotations of generated types. */
final class Generated {

    static final AnnotationSpec MARK = AnnotationSpec.builder(RockyGenerated.class)
            .addMember("value", "$S", "dev.rockyjava.processor.RockyProcessor")
            .build();

    /** The annotation of nested types, so that coverage tools skip their class files too. */
    static final AnnotationSpec NESTED = AnnotationSpec.builder(RockyGenerated.class).build();

    /**
     * In a named module the asset types appear in the user's own exports, which is intended. The second word is for
     * Eclipse's compiler, which warns about the first one where it isn't needed; javac ignores the second.
     */
    static final AnnotationSpec SUPPRESS = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "{$S, $S}", "exports", "all")
            .build();

    private Generated() {}
}
