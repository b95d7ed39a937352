package dev.rockyjava.internal.refresh;

import dev.rockyjava.engine.RockyProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folders that hold a project's models, relative to the project as {@code compile --models} takes them. */
public final class ModelRoots {

    private ModelRoots() {}

    /**
     * The roots of the transformation pipelines, each once, in the order of the file. One that is in another is left
     * out: the engine compiles a folder with all that is in it, and would say everything of its models twice.
     */
    public static List<String> of(RockyProject project) {
        Map<Path, String> roots = new LinkedHashMap<>();
        project.pipelinesOfType("transformation").stream()
                .map(RockyProject.Pipeline::modelsFolder)
                .forEach(root -> roots.putIfAbsent(Path.of(root).normalize(), root));
        return roots.entrySet().stream()
                .filter(root -> roots.keySet().stream().noneMatch(
                        other -> !other.equals(root.getKey()) && isIn(root.getKey(), other)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The pipelines that have models in a root, or in a folder of it. */
    static List<String> pipelinesOf(RockyProject project, String root) {
        Path folder = Path.of(root).normalize();
        return project.pipelinesOfType("transformation").stream()
                .filter(pipeline -> isIn(Path.of(pipeline.modelsFolder()).normalize(), folder))
                .map(RockyProject.Pipeline::name)
                .toList();
    }

    private static boolean isIn(Path inner, Path outer) {
        return outer.toString().isEmpty() || inner.startsWith(outer);
    }

    /**
     * The roots of the transformation pipelines; in a project without one, the folder that the component names, if it is
     * there: the peer compiles it too.
     */
    public static List<String> of(RockyProject project, Path modelsDirectory) {
        List<String> roots = of(project);
        return roots.isEmpty() && Files.isDirectory(modelsDirectory) ? List.of(seenFrom(project, modelsDirectory)) : roots;
    }

    /** A folder as the engine is to be told, which runs in the project's. */
    public static String seenFrom(RockyProject project, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!absolute.startsWith(project.directory())) {
            return absolute.toString();
        }
        String relative = project.directory().relativize(absolute).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }

    /** The lowest folder that has all roots in it; {@code .} when only the project's own has. */
    public static String common(List<String> roots) {
        List<String> common = List.of(roots.get(0).split("/"));
        for (String root : roots) {
            List<String> parts = List.of(root.split("/"));
            int same = 0;
            while (same < Math.min(common.size(), parts.size()) && common.get(same).equals(parts.get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        return common.isEmpty() ? "." : String.join("/", common);
    }
}
