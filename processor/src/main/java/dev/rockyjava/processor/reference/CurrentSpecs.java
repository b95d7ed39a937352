package dev.rockyjava.processor.reference;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/**
 * The definitions of a component as they were generated, to tell what an asset is called now. They are read only when a
 * text is no key; where a compiler doesn't let them be read there is just less to say.
 */
final class CurrentSpecs {

    private final List<AssetSpec> specs;

    private CurrentSpecs(List<AssetSpec> specs) {
        this.specs = specs;
    }

    /**
     * Reads them.
     *
     * @param resource the simple name of the generated resource
     */
    static CurrentSpecs read(Filer filer, String packageName, String resource) {
        return ofThisProject(filer, packageName, resource)
                .or(() -> ofAnother(filer, packageName, resource))
                .map(definitions -> new CurrentSpecs(List.copyOf(definitions.specs())))
                .orElseGet(() -> new CurrentSpecs(List.of()));
    }

    /** A filer gives no file that was written through it, but tells where another one beside it would be. */
    private static Optional<Definitions> ofThisProject(Filer filer, String packageName, String resource) {
        try {
            URI beside = filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, resource + "-probe").toUri();
            if (!"file".equals(beside.getScheme())) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(Path.of(beside).resolveSibling(resource))) {
                return Optional.of(DefinitionsResource.load(in, resource));
            }
        } catch (IOException | RuntimeException e) {
            // Compilers say in many ways that a file isn't there or is not theirs to give.
            return Optional.empty();
        }
    }

    private static Optional<Definitions> ofAnother(Filer filer, String packageName, String resource) {
        try (InputStream in =
                filer.getResource(StandardLocation.CLASS_PATH, packageName, resource).openInputStream()) {
            return Optional.of(DefinitionsResource.load(in, resource));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The asset that a text names in another way than by its key: by the id of its node, by its table, or by a last
     * segment that is its name in the engine. A last segment that the key has too, or the key with dots, is no news and
     * left to be guessed.
     */
    Optional<AssetSpec> named(AssetKey wrong, String text) {
        String dotted = String.join(".", wrong.path());
        return only(spec -> spec.nodeId().equals(text))
                .or(() -> only(spec -> spec.target().filter(target -> target.toString().equals(dotted)).isPresent()))
                .or(() -> only(spec -> spec.label().equals(wrong.name())))
                .filter(spec -> !spec.key().name().equalsIgnoreCase(wrong.name()))
                .filter(spec -> !String.join(".", spec.key().path()).equalsIgnoreCase(dotted));
    }

    private Optional<AssetSpec> only(Predicate<AssetSpec> fits) {
        List<AssetSpec> fitting = specs.stream().filter(fits).limit(2).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
