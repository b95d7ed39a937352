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
 * The generated definitions of a component, read to find out what an asset is called now. They are read only if a
 * string isn't a key. If the compiler doesn't allow that, the error just says less.
 */
final class CurrentSpecs {

    private final List<AssetSpec> specs;

    private CurrentSpecs(List<AssetSpec> specs) {
        this.specs = specs;
    }

    /**
     * Reads the generated definitions; empty if they can't be read.
     *
     * @param resource the simple name of the generated resource
     */
    static CurrentSpecs read(Filer filer, String packageName, String resource) {
        return ofThisProject(filer, packageName, resource)
                .or(() -> ofAnother(filer, packageName, resource))
                .map(definitions -> new CurrentSpecs(List.copyOf(definitions.specs())))
                .orElseGet(() -> new CurrentSpecs(List.of()));
    }

    /**
     * Reads the resource of this compilation. A filer refuses to read a file that was written through it, but returns
     * where a file beside it would be.
     */
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
            // Compilers throw various exceptions for a file that is missing or that they don't give.
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
     * Returns the asset that a string names by something other than its key: by node id, by table, or by the engine's
     * name as its last segment. Empty if the asset's key has the same last segment, or is the same with dots, since
     * the nearest keys already cover these.
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
