package dev.rockyjava.processor.names;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.text.LowerCase;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Gives every asset its place and name. If two assets would get the same name, that is a problem that names both.
 * Nothing is numbered to avoid it, since a number would depend on the order of the assets.
 */
public final class NamespaceTree {

    /**
     * The class of the keys as strings, nested in the outermost class. It mirrors the whole tree, so no namespace at
     * any depth can have its name, nor one that differs by case only, whose file would be the same on some disks.
     */
    public static final String KEYS = "Keys";

    /**
     * A class file's name contains the names of all enclosing classes, and most disks limit it to 255 bytes. The rest
     * is reserved for a class of columns, which is nested once more.
     */
    private static final int LONGEST_CHAIN = 170;

    /** A class file holds texts and names of fields of at most 65,535 bytes, and a name can be longer than its text. */
    private static final int LONGEST_TEXT = 20_000;

    private static final int SHOWN = 60;

    private final Namespace root;
    private final Map<String, Location> nodePlaces;
    private final Map<Nameable, String> renames;
    private final Set<Nameable> unused;
    private final List<Problem> problems = new ArrayList<>();
    /**
     * Every name in each holder by its lower-case form, since class files may be written to a disk that ignores case.
     */
    private final Map<Namespace, Map<String, String>> childSpelling = new HashMap<>();
    /** Nesting points by the leading segments of keys, which very many keys share. */
    private final Map<List<String>, NestingPoint> places = new HashMap<>();

    private NamespaceTree(String rootType, Map<Nameable, String> renames, Map<String, Location> nodePlaces) {
        this.nodePlaces = nodePlaces;
        this.root = new Namespace(rootType, List.of());
        this.renames = renames;
        this.unused = new HashSet<>(renames.keySet());
    }

    /**
     * The names of some definitions.
     *
     * @param root the outermost holder
     * @param problems names that two assets would get, and renames of nothing; empty if there are none
     */
    public record Result(Namespace root, List<Problem> problems) {}

    /** Arranges all assets, without columns. */
    public static Result of(Definitions definitions, String rootType, Map<Nameable, String> renames) {
        return of(definitions, rootType, renames, Map.of(), spec -> true, spec -> List.of());
    }

    /**
     * Arranges the chosen assets and their columns.
     *
     * @param rootType the simple name of the outermost class
     * @param renames the names of constants that the user declared
     * @param places the positions of nodes in the snapshot by node id; unknown ones may be missing
     * @param chosen whether an asset gets a constant
     * @param columns the columns of an asset that get a constant
     */
    public static Result of(
            Definitions definitions,
            String rootType,
            Map<Nameable, String> renames,
            Map<String, Location> places,
            Predicate<AssetSpec> chosen,
            Function<AssetSpec, ? extends Collection<String>> columns) {
        NamespaceTree tree = new NamespaceTree(rootType, renames, places);
        tree.checkRoot();
        for (AssetSpec spec : definitions.specs()) {
            tree.unused.remove(Nameable.asset(spec.nodeId()));
            if (chosen.test(spec)) {
                tree.place(spec, columns.apply(spec));
            } else {
                // A rename of an asset that isn't chosen is kept for when it is.
                tree.unused.removeIf(rename -> rename.node().equals(spec.nodeId()));
            }
        }
        tree.reportUnused(definitions, columns);
        tree.checkHidden(tree.root);
        tree.root.named(KEYS).ifPresent(named -> tree.collision(
                named + " would be a constant that hides the class " + KEYS + " of the keys as strings", named));
        return new Result(tree.root, List.copyOf(tree.problems));
    }

    private void checkRoot() {
        int bytes = bytes(root.typeName());
        if (bytes > LONGEST_CHAIN) {
            problems.add(Problem.of(
                    ProblemId.NAME_TOO_LONG,
                    "the generated class " + root.typeName() + " has a name of " + bytes + " bytes, but at most "
                            + LONGEST_CHAIN + " leave room for the classes nested in it; give the annotated type, or an"
                            + " enclosing type, a shorter name",
                    null));
        }
    }

    private void reportUnused(Definitions definitions, Function<AssetSpec, ? extends Collection<String>> columns) {
        unused.forEach(rename -> problems.add(Problem.of(
                ProblemId.UNKNOWN_RENAME, unused(rename, definitions, columns), nodePlaces.get(rename.node()))));
    }

    private static String unused(
            Nameable rename, Definitions definitions, Function<AssetSpec, ? extends Collection<String>> columns) {
        AssetSpec owner = definitions.findByNodeId(rename.node()).orElse(null);
        if (owner == null) {
            return "a rename is declared for the node " + rename.node() + ", which the snapshot doesn't have; remove it,"
                    + " or write the node's id as `rocky dag` prints it";
        }
        Collection<String> known = columns.apply(owner);
        return "a rename is declared for " + rename + ", which gets no constant; "
                + (known.isEmpty()
                        ? "there are none for its columns. Remove the rename"
                        : "remove it, or write one of the columns that have one: "
                                + known.stream().sorted().limit(20).collect(Collectors.joining(", ")));
    }

    /**
     * Where the assets below some leading segments go.
     *
     * @param enclosing the names of the holder and its enclosing classes
     * @param depth how many of the segments are holders; the others become part of the constants' names
     */
    private record NestingPoint(Namespace holder, Set<String> enclosing, int depth) {}

    private NestingPoint placeUnder(List<String> path, AssetSpec spec) {
        Namespace holder = root;
        Set<String> enclosing = new HashSet<>(Set.of(root.typeName()));
        int chain = bytes(root.typeName());
        int depth = 0;
        while (depth < path.size()) {
            String type = unlike(enclosing, Identifiers.type(path.get(depth)));
            chain += 1 + type.length();
            if (chain > LONGEST_CHAIN) {
                break;
            }
            holder = child(holder, type, path.subList(0, depth + 1), spec);
            enclosing.add(type);
            depth++;
        }
        return new NestingPoint(holder, enclosing, depth);
    }

    private void place(AssetSpec spec, Collection<String> columns) {
        if (isTooLong(spec, spec.key().toString()) || columns.stream().anyMatch(column -> isTooLong(spec, column))) {
            return;
        }
        List<String> path = spec.key().path();
        NestingPoint place = places.computeIfAbsent(path.subList(0, path.size() - 1), under -> placeUnder(under, spec));
        Namespace holder = place.holder();
        // The last segments of a very long key become part of the constant's name instead of classes.
        List<String> rest = path.subList(place.depth(), path.size());
        Nameable asset = Nameable.asset(spec.nodeId());
        String name = renames.getOrDefault(
                asset,
                rest.size() == 1
                        ? Identifiers.constant(rest.get(0))
                        : rest.stream().map(Identifiers::constant).collect(Collectors.joining("__")));
        claim(holder, name, asset, spec);
        holder.mutableConstants().putIfAbsent(name, spec);
        if (!columns.isEmpty()) {
            String type = columnsType(renames.getOrDefault(asset, String.join("__", rest)), name);
            placeColumns(child(holder, unlike(place.enclosing(), type), path, spec), spec, columns);
        }
    }

    /** Reports a key or a column that doesn't fit into a constant. */
    private boolean isTooLong(AssetSpec spec, String text) {
        int bytes = bytes(text);
        if (bytes <= LONGEST_TEXT) {
            return false;
        }
        problems.add(Problem.of(
                ProblemId.NAME_TOO_LONG,
                "the asset or column " + text.substring(0, SHOWN) + "… has a name of " + bytes + " bytes, but at most "
                        + LONGEST_TEXT + " fit into a constant; give it a shorter name in the project, and refresh",
                nodePlaces.get(spec.nodeId())));
        return true;
    }

    /** Adds a word to a class name that a constant could have too, since the constant would hide the class. */
    private static String columnsType(String name, String constant) {
        String type = Identifiers.type(name);
        return type.equals(constant) || type.chars().noneMatch(c -> c >= 'a' && c <= 'z') ? type + "Columns" : type;
    }

    private void placeColumns(Namespace holder, AssetSpec spec, Collection<String> columns) {
        AssetSpec other = holder.columnOwner().orElse(null);
        if (other != null) {
            Nameable node = Nameable.asset(spec.nodeId());
            collision(
                    "the columns of " + describe(other) + " and of " + describe(spec) + " would both be in the class "
                            + holder.typeName(),
                    node);
            return;
        }
        holder.columnOwner(spec);
        columns.stream().sorted().forEach(column -> {
            Nameable named = new Nameable(spec.nodeId(), column);
            unused.remove(named);
            String name = renames.getOrDefault(named, Identifiers.constant(column));
            claim(holder, name, named, spec);
            holder.mutableColumns().putIfAbsent(name, column);
        });
    }

    private void claim(Namespace holder, String name, Nameable wanted, AssetSpec spec) {
        holder.named(name).ifPresent(other -> {
            AssetSpec owner = holder.constants().getOrDefault(name, spec);
            collision(
                    describe(other, owner) + " and " + describe(wanted, spec) + " would both be the constant " + name,
                    wanted);
        });
    }

    private void collision(String what, Nameable offered) {
        problems.add(Problem.of(
                ProblemId.SAME_NAME,
                what + "; declare another name for one of them: " + offered.rename(),
                nodePlaces.get(offered.node())));
    }

    /**
     * Appends underscores until the name differs from those of all enclosing types, as Java requires. The result
     * depends on the key's own path only.
     */
    private static String unlike(Set<String> enclosing, String type) {
        String name = type;
        while (enclosing.contains(name) || name.equalsIgnoreCase(KEYS)) {
            name += "_";
        }
        return name;
    }

    private Namespace child(Namespace holder, String name, List<String> path, AssetSpec spec) {
        Namespace known = holder.mutableChildren().get(name);
        if (known == null) {
            known = new Namespace(name, path);
            holder.mutableChildren().put(name, known);
            String spelling = childSpelling
                    .computeIfAbsent(holder, h -> new HashMap<>())
                    .putIfAbsent(LowerCase.of(name), name);
            if (spelling != null) {
                problems.add(Problem.of(
                        ProblemId.SAME_NAME,
                        "the assets under " + keyOf(Objects.requireNonNull(holder.mutableChildren().get(spelling)).path()) + " and under "
                                + keyOf(path) + " (" + spec.nodeId() + ") would be in classes " + spelling + " and "
                                + name + ", whose files are the same on a disk that ignores case; give one of them"
                                + " another target, or another asset key by a rename in the attribute translation",
                        nodePlaces.get(spec.nodeId())));
            }
        }
        return known;
    }

    /**
     * Reports constants that hide a nested type of the same name: {@code Holder.A.B} would look for B in the
     * constant.
     */
    private void checkHidden(Namespace holder) {
        for (Namespace child : holder.children()) {
            holder.named(child.typeName()).ifPresent(named -> collision(
                    named + " would be a constant that hides the class of what is under " + keyOf(child.path()), named));
            checkHidden(child);
        }
    }

    private static String describe(AssetSpec spec) {
        return spec.nodeId() + " (key " + spec.key() + ")";
    }

    private static String describe(Nameable named, AssetSpec spec) {
        return named + " (key " + spec.key() + ")";
    }

    private static AssetKey keyOf(List<String> path) {
        return new AssetKey(path);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
