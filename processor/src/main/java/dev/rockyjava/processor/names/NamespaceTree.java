package dev.rockyjava.processor.names;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.state.Problem;
import dev.rockyjava.state.ProblemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives every asset its place and name. Two assets that would get the same name are a problem that names both; nothing is
 * numbered to get out of the way, since a number would depend on who comes first.
 */
public final class NamespaceTree {

    /**
     * The class of the keys as texts, nested in the outermost one. It mirrors the whole tree, so no namespace at any
     * depth can have its name; nor one that differs by case only, whose file would be the same on some disks.
     */
    public static final String KEYS = "Keys";

    private final Namespace root;
    private final Map<String, String> renames;
    private final List<Problem> problems = new ArrayList<>();
    /** For each holder, every name in it in lower case: class files may land on a disk that ignores case. */
    private final Map<Namespace, Map<String, String>> childSpelling = new HashMap<>();

    private NamespaceTree(String rootType, Map<String, String> renames) {
        this.root = new Namespace(rootType, List.of());
        this.renames = renames;
    }

    /**
     * The names of some definitions.
     *
     * @param root the outermost holder
     * @param problems names that two assets want, and renames of nothing; empty when all is well
     */
    public record Result(Namespace root, List<Problem> problems) {}

    /**
     * Arranges the assets.
     *
     * @param rootType the simple name of the outermost class
     * @param renames node id to constant name, as the user declared it
     */
    public static Result of(Definitions definitions, String rootType, Map<String, String> renames) {
        NamespaceTree tree = new NamespaceTree(rootType, renames);
        Set<String> unused = new HashSet<>(renames.keySet());
        for (AssetSpec spec : definitions.specs()) {
            tree.place(spec);
            unused.remove(spec.nodeId());
        }
        unused.stream().sorted().forEach(node -> tree.problems.add(Problem.of(
                ProblemId.UNKNOWN_RENAME,
                "a rename is declared for the node " + node + ", which the snapshot doesn't have; take it out, or write"
                        + " the node's id as `rocky dag` prints it",
                null)));
        tree.checkHidden(tree.root);
        AssetSpec hidesKeys = tree.root.constants().get(KEYS);
        if (hidesKeys != null) {
            tree.problems.add(Problem.of(
                    ProblemId.SAME_NAME,
                    describe(hidesKeys) + " would be a constant that hides the class " + KEYS + " of the keys as texts;"
                            + " declare another name: rename = @Rename(node = \"" + hidesKeys.nodeId() + "\", as = \"…\")",
                    null));
        }
        return new Result(tree.root, List.copyOf(tree.problems));
    }

    private void place(AssetSpec spec) {
        List<String> path = spec.key().path();
        Namespace holder = root;
        Set<String> enclosing = new HashSet<>(Set.of(root.typeName()));
        for (String segment : path.subList(0, path.size() - 1)) {
            holder = child(holder, segment, enclosing, spec);
            enclosing.add(holder.typeName());
        }
        String name = renames.getOrDefault(spec.nodeId(), Identifiers.constant(spec.key().name()));
        AssetSpec other = holder.mutableConstants().putIfAbsent(name, spec);
        if (other != null) {
            problems.add(Problem.of(
                    ProblemId.SAME_NAME,
                    describe(other) + " and " + describe(spec) + " would both be the constant " + name
                            + "; declare rename = @Rename(node = \"" + spec.nodeId() + "\", as = \"…\") for one of them",
                    null));
        }
    }

    private Namespace child(Namespace holder, String segment, Set<String> enclosing, AssetSpec spec) {
        String type = Identifiers.type(segment);
        // A nested type can't have the name of a type around it. The escape depends on the key's own path only.
        while (enclosing.contains(type) || type.equalsIgnoreCase(KEYS)) {
            type += "_";
        }
        String name = type;
        Namespace known = holder.mutableChildren().get(name);
        if (known == null) {
            List<String> path = new ArrayList<>(holder.path());
            path.add(segment);
            known = new Namespace(name, path);
            holder.mutableChildren().put(name, known);
            String spelling = childSpelling
                    .computeIfAbsent(holder, h -> new HashMap<>())
                    .putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (spelling != null) {
                problems.add(Problem.of(
                        ProblemId.SAME_NAME,
                        "the assets under " + keyOf(holder.mutableChildren().get(spelling).path()) + " and under "
                                + keyOf(path) + " (" + spec.nodeId() + ") would be in classes " + spelling + " and "
                                + name + ", whose files are the same on a disk that ignores case; give one of them"
                                + " another target or asset key",
                        null));
            }
        }
        return known;
    }

    /** A constant hides a nested type of the same name: {@code Holder.A.B} would look for B in the constant. */
    private void checkHidden(Namespace holder) {
        for (Namespace child : holder.children()) {
            AssetSpec constant = holder.constants().get(child.typeName());
            if (constant != null) {
                problems.add(Problem.of(
                        ProblemId.SAME_NAME,
                        describe(constant) + " would be a constant that hides the class of the assets under "
                                + keyOf(child.path()) + "; declare rename = @Rename(node = \"" + constant.nodeId()
                                + "\", as = \"…\")",
                        null));
            }
            checkHidden(child);
        }
    }

    private static String describe(AssetSpec spec) {
        return spec.nodeId() + " (key " + spec.key() + ")";
    }

    private static AssetKey keyOf(List<String> path) {
        return new AssetKey(path);
    }
}
