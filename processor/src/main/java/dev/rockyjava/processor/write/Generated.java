package dev.rockyjava.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import dev.rockyjava.annotation.RockyGenerated;

/** What generated types carry. */
final class Generated {

    static final AnnotationSpec MARK = AnnotationSpec.builder(RockyGenerated.class)
            .addMember("value", "$S", "dev.rockyjava.processor.RockyProcessor")
            .build();

    /** What every type nested in one has, so that coverage tools skip its class file too. */
    static final AnnotationSpec NESTED = AnnotationSpec.builder(RockyGenerated.class).build();

    /**
     * In a named module the asset types show through the user's own exports, which is what they are for. The second word
     * is for Eclipse's compiler, which warns of the first where it isn't needed; javac doesn't know that word.
     */
    static final AnnotationSpec SUPPRESS = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "{$S, $S}", "exports", "all")
            .build();

    private Generated() {}
}
