package dev.rockyjava.internal.refresh;

import dev.rockyjava.engine.RockyProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folders with a project's models, relative to the project as {@code compile --models} takes them. */
public final class ModelRoots {

    private ModelRoots() {}

    /**
     * Returns the root folders of the transformation pipelines, without duplicates, in the order of the file. A root
     * within another is omitted: the engine compiles a folder recursively and would report everything about its
     * models twice.
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

    /** Returns the pipelines that have models in a root or in a folder below it. */
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
     * Returns the root folders of the transformation pipelines; in a project without one, the folder that the
     * component names, if it exists, since dagster-rocky compiles it too.
     */
    public static List<String> of(RockyProject project, Path modelsDirectory) {
        List<String> roots = of(project);
        return roots.isEmpty() && Files.isDirectory(modelsDirectory) ? List.of(seenFrom(project, modelsDirectory)) : roots;
    }

    /** Returns a folder as the engine must be given it: the engine runs in the project's folder. */
    public static String seenFrom(RockyProject project, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!absolute.startsWith(project.directory())) {
            return absolute.toString();
        }
        String relative = project.directory().relativize(absolute).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }

    /** Returns the lowest common folder of all roots; {@code .} if that is the project's folder. */
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
