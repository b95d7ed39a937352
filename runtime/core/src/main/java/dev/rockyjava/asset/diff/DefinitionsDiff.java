package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.internal.text.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The differences between two definitions, ignoring {@link VolatileMetadata}. Every list is sorted, so that it is the
 * same on every machine.
 *
 * @param added assets that only the later definitions have
 * @param removed assets that only the earlier definitions have
 * @param changed assets that both have, described differently
 * @param renamed pairs of a removed and an added asset that may be the same asset; both are in the other lists too
 * @param addedChecks checks that only the later definitions have
 * @param removedChecks checks that only the earlier definitions have
 * @param elsewhere the differences in {@link Definitions#otherContent()}, by slot and member, for example
 *     {@code discover.checks}
 * @param environment how the names of the earlier environment correspond to those of the later one; that they differ
 *     is no difference of any asset
 * @param uncomparedCode the assets whose code isn't compared; their files are then in no other member
 */
public record DefinitionsDiff(
        List<AssetKey> added,
        List<AssetKey> removed,
        List<AssetChange> changed,
        List<Renaming> renamed,
        List<CheckSpec> addedChecks,
        List<CheckSpec> removedChecks,
        List<AssetChange.Difference> elsewhere,
        EnvironmentMapping environment,
        Optional<UncomparedCode> uncomparedCode) {

    private static final int LINES = 200;

    public DefinitionsDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        renamed = List.copyOf(renamed);
        addedChecks = List.copyOf(addedChecks);
        removedChecks = List.copyOf(removedChecks);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * Compares two definitions of one environment, the earlier ones first. Another catalog or schema is a difference
     * of each asset that it concerns.
     */
    public static DefinitionsDiff between(Definitions before, Definitions after) {
        return between(new EarlierDefinitions(before, EnvironmentMapping.SAME), after);
    }

    /** Compares definitions with earlier ones that may be of another environment. */
    public static DefinitionsDiff between(EarlierDefinitions earlier, Definitions after) {
        Definitions before = earlier.definitions();
        Optional<UncomparedCode> uncompared = UncomparedCode.between(before, after);
        List<AssetSpec> removed = without(before, after);
        List<AssetSpec> added = without(after, before);
        List<AssetChange> changed = new ArrayList<>();
        for (AssetSpec spec : after.specs()) {
            Optional<AssetSpec> old = before.find(spec.key());
            List<AssetChange.Difference> differences = old.isEmpty()
                    ? List.of()
                    : SpecDifferences.between(old.get(), spec).stream()
                            .filter(difference -> uncompared.isEmpty() || !difference.what().equals(SpecDifferences.FILES))
                            .toList();
            if (!differences.isEmpty()) {
                changed.add(new AssetChange(spec.key(), differences));
            }
        }
        return new DefinitionsDiff(
                added.stream().map(AssetSpec::key).toList(),
                removed.stream().map(AssetSpec::key).toList(),
                changed,
                Renamings.among(removed, added),
                without(after.checks(), before.checks()),
                without(before.checks(), after.checks()),
                elsewhere(before.otherContent(), after.otherContent()),
                earlier.environment(),
                uncompared);
    }

    private static List<AssetChange.Difference> elsewhere(Map<String, String> before, Map<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> new AssetChange.Difference(name, value(before, name), value(after, name)))
                .toList();
    }

    private static List<String> value(Map<String, String> content, String name) {
        return Optional.ofNullable(content.get(name)).stream().toList();
    }

    private static List<AssetSpec> without(Definitions all, Definitions others) {
        return all.specs().stream().filter(spec -> others.find(spec.key()).isEmpty()).toList();
    }

    private static List<CheckSpec> without(Collection<CheckSpec> all, Collection<CheckSpec> others) {
        return all.stream().filter(check -> !others.contains(check)).toList();
    }

    /**
     * Returns whether nothing differs, apart from the {@link #environment}. False if there is code that isn't
     * compared.
     */
    public boolean isEmpty() {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.isEmpty()
                && addedChecks.isEmpty()
                && removedChecks.isEmpty()
                && elsewhere.isEmpty()
                && uncomparedCode.isEmpty();
    }

    /**
     * Returns the counts in one line: {@code 1 added, 2 changed}; {@code no difference} if there is none. Ends with
     * {@code in another environment} if there is one.
     */
    public String headline() {
        StringJoiner counts = new StringJoiner(", ").setEmptyValue("no difference");
        count(counts, added.size(), "added");
        count(counts, removed.size(), "removed");
        count(counts, changed.size(), "changed");
        count(counts, addedChecks.size(), addedChecks.size() == 1 ? "check added" : "checks added");
        count(counts, removedChecks.size(), removedChecks.size() == 1 ? "check removed" : "checks removed");
        count(counts, elsewhere.size(), elsewhere.size() == 1 ? "difference outside of assets" : "differences outside of assets");
        uncomparedCode.ifPresent(code ->
                counts.add("code of " + code.assets().size() + (code.assets().size() == 1 ? " asset" : " assets") + " not compared"));
        return environment.isSame() ? counts.toString() : counts + ", in another environment";
    }

    private static void count(StringJoiner counts, int number, String word) {
        if (number > 0) {
            counts.add(number + " " + word);
        }
    }

    /**
     * Returns the headline and one line per difference: {@code +} added, {@code -} removed, {@code ~} changed,
     * {@code ?} possibly renamed, {@code *} outside of assets; before them, {@code =} for each name of the environment
     * that differs, and {@code !} for what isn't compared. A very long list is truncated, and says so. Lines end in
     * {@code \n}.
     */
    public String text() {
        List<String> lines = new ArrayList<>();
        environment.lines().forEach(line -> lines.add("= " + line));
        uncomparedCode.ifPresent(code -> lines.add("! " + code));
        added.forEach(key -> lines.add("+ " + key));
        removed.forEach(key -> lines.add("- " + key));
        renamed.forEach(renaming -> lines.add("? " + renaming));
        changed.forEach(change -> lines.add("~ " + change));
        addedChecks.forEach(check -> lines.add("+ check " + check.name() + " on " + check.asset()));
        removedChecks.forEach(check -> lines.add("- check " + check.name() + " on " + check.asset()));
        elsewhere.forEach(difference -> lines.add("* " + difference));
        StringBuilder text = new StringBuilder(headline()).append('\n');
        // Names and metadata come from files: none of their control characters may reach a terminal.
        Listing.lines(lines, LINES).forEach(line ->
                text.append("  ").append(line.replaceAll("\\p{Cntrl}", " ")).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return headline();
    }
}
