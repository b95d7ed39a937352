package dev.rockyjava.processor.write;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

/**
 * A file to write: a type written by JavaPoet, and further members of it as text. JavaPoet takes longer over
 * thousands of members than javac does.
 */
public final class SourceFile {

    /** Marks where the text goes, and makes JavaPoet import the types that the text names. */
    private static final String PLACE = "membersAsText";

    private final TypeSpec type;
    private final SourceText members;

    /**
     * Creates a file.
     *
     * @param members the further members of the type
     */
    SourceFile(TypeSpec type, SourceText members) {
        this.type = type;
        this.members = members;
    }

    /** Returns the simple name of the type. */
    String typeName() {
        return type.name();
    }

    String text(String packageName) {
        String added = members.toString();
        if (added.isEmpty()) {
            return frame(packageName, type);
        }
        MethodSpec place = MethodSpec.methodBuilder(PLACE)
                .addModifiers(PUBLIC, STATIC)
                .addCode(members.types().stream().map(used -> CodeBlock.of("$T ", used)).collect(CodeBlock.joining("")))
                .build();
        String frame = frame(packageName, type.toBuilder().addMethod(place).build());
        int start = frame.lastIndexOf('\n', frame.indexOf(PLACE + "()")) + 1;
        return frame.substring(0, start).stripTrailing() + "\n" + added + frame.substring(frame.lastIndexOf('}'));
    }

    private static String frame(String packageName, TypeSpec type) {
        return JavaFile.builder(packageName, type).indent("    ").build().toString();
    }
}
