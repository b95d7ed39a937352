package dev.rockyjava.processor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Writes the sources of a folder and does nothing else: the least that any processor costs which generates them. For
 * generated sources, javac keeps comments and the ends of all expressions, and enters them in rounds.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions("from")
public final class CopyingProcessor extends AbstractProcessor {

    private boolean done;

    /** Called by the compiler. */
    public CopyingProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!done) {
            done = true;
            Path folder = Path.of(processingEnv.getOptions().get("from"));
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
                for (Path source : sources) {
                    copy(source, folder.relativize(source).toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    private void copy(Path source, String path) throws IOException {
        String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
            writer.write(Files.readString(source));
        }
    }
}
