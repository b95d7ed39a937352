package dev.rockyjava.processor.write;

import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;

/** Writes all files, each with the annotated type as its only origin. */
public final class Output {

    private final Filer filer;
    private final String packageName;
    private final Element origin;

    public Output(Filer filer, String packageName, Element origin) {
        this.filer = filer;
        this.packageName = packageName;
        this.origin = origin;
    }

    /** Writes a source file for a type that consists of JavaPoet's members only. */
    public void source(TypeSpec type) throws IOException {
        source(new SourceFile(type, new SourceText()));
    }

    /** Writes a source file of ASCII characters, so that neither its encoding nor invisible characters matter. */
    public void source(SourceFile file) throws IOException {
        String text = ascii(file.text(packageName));
        String name = packageName.isEmpty() ? file.typeName() : packageName + "." + file.typeName();
        try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
            writer.write(text);
        }
    }

    /** Writes a resource into the package. */
    public void resource(String name, byte[] content) throws IOException {
        try (OutputStream out = filer.createResource(StandardLocation.CLASS_OUTPUT, packageName, name, origin)
                .openOutputStream()) {
            out.write(content);
        }
    }

    /** Writes the configuration that makes GraalVM include resources of the package in a native image. */
    public void nativeImageConfiguration(String type, List<String> resources) throws IOException {
        String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        String name = packageName.isEmpty() ? type : packageName + "." + type;
        String json = resources.stream()
                .map(resource -> "{\"pattern\": \"\\\\Q" + folder + resource + "\\\\E\"}")
                .collect(Collectors.joining(", ", "{\"resources\": {\"includes\": [", "]}}\n"));
        String path = "META-INF/native-image/dev.rockyjava.generated/" + name + "/resource-config.json";
        try (OutputStream out = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin).openOutputStream()) {
            out.write(ascii(json).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String ascii(String text) {
        // Text is as long in UTF-8 bytes as in characters only if it is ASCII. Checking the length is many times
        // faster than checking millions of characters.
        if (text.getBytes(StandardCharsets.UTF_8).length == text.length()) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
