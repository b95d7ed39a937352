package dev.rockyjava.cli.page;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.doctor.CompiledType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How Java code names assets: by the generated constant if the project is compiled, and otherwise by the key. */
final class JavaConstants {

    private static final String DEFINITIONS = "Definitions.rocky";

    private final Map<AssetKey, String> known = new HashMap<>();

    private JavaConstants() {}

    /** Returns the constants in the class output of a project. */
    static JavaConstants of(RockyComponent component, Definitions definitions) {
        JavaConstants constants = new JavaConstants();
        for (CompiledType type : CompiledType.of(component)) {
            CompiledType.CLASS_OUTPUTS.stream()
                    .map(component.projectDirectory()::resolve)
                    .filter(type.definitions()::startsWith)
                    .forEach(output -> constants.read(output, type.definitions(), definitions));
        }
        return constants;
    }

    /** Returns an expression for an asset. */
    String of(AssetKey key) {
        return Optional.ofNullable(known.get(key)).orElseGet(() -> "AssetKey.parse(" + literal(key.toString()) + ")");
    }

    private void read(Path output, Path resource, Definitions definitions) {
        String path = output.relativize(resource).toString().replace('\\', '/');
        String assets = path.substring(0, path.length() - DEFINITIONS.length()) + "Assets";
        // Reads constants of generated classes, which have no initializers of their own.
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {output.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> keys = Class.forName(assets.replace('/', '.') + "$Keys", false, loader);
            add(keys, assets.substring(assets.lastIndexOf('/') + 1), definitions);
        } catch (IOException | ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            // Compiled by another version, or only in part: then there are keys.
        }
    }

    private void add(Class<?> holder, String name, Definitions definitions) throws IllegalAccessException {
        for (Field field : holder.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                AssetKey key = AssetKey.parse(String.valueOf(field.get(null)));
                if (definitions.find(key).isPresent()) {
                    known.putIfAbsent(key, name + "." + field.getName());
                }
            }
        }
        for (Class<?> nested : holder.getClasses()) {
            if (nested.getDeclaringClass() == holder) {
                add(nested, name + "." + nested.getSimpleName(), definitions);
            }
        }
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f) {
                literal.append((char) c);
            } else {
                literal.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return literal.append('"').toString();
    }
}
