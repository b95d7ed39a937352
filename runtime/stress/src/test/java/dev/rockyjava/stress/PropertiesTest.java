package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.processor.names.Identifiers;
import dev.rockyjava.processor.names.Namespace;
import dev.rockyjava.processor.names.NamespaceTree;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Promises that are one sentence each, for whatever texts and graphs there are. */
class PropertiesTest {

    /** How an asset of a project is made: all its texts and what it depends on, by place. */
    record Draft(List<String> path, NodeKind kind, List<String> texts, Set<Integer> upstream) {

        AssetSpec.Builder spec(int place, List<Draft> all) {
            AssetSpec.Builder spec = AssetSpec.builder(key(), "node:" + place, kind, texts.get(0), texts.get(1))
                    .pipeline(texts.get(2))
                    .target(new Target(texts.get(0), texts.get(2), texts.get(3)))
                    .strategy(texts.get(3))
                    .description(texts.get(1))
                    .tags(Map.of(texts.get(0), texts.get(1)))
                    .metadata(Map.of("m", texts.get(2)));
            upstream.stream().filter(other -> other < place && other < all.size()).forEach(
                    other -> spec.dependency(all.get(other).key(), Dependency.Origin.DECLARED));
            return spec;
        }

        AssetKey key() {
            return AssetKey.of(path.toArray(String[]::new));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars('a', 'b', 'A', '_', '-', ' ', '/', '\\', '"', '*', '.').ofMaxLength(4),
                Arbitraries.strings().ofMaxLength(6).filter(PropertiesTest::isText),
                Arbitraries.of("class", "record", "Object", "keys", "Keys", "fct_revenue", "fctRevenue", "*/", "\\u002a", "a+", "not"));
    }

    /** Half of a surrogate pair is no text: no file can hold it. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Provide
    Arbitrary<List<Draft>> projects() {
        return Combinators.combine(
                        texts().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(NodeKind.class),
                        texts().list().ofSize(4),
                        Arbitraries.integers().between(0, 8).set().ofMaxSize(3))
                .as(Draft::new)
                .list().uniqueElements(Draft::path).ofMinSize(1).ofMaxSize(9);
    }

    private static Definitions definitions(List<Draft> drafts) {
        return Definitions.of(specs(drafts), List.of(new CheckSpec(drafts.get(0).key(), "c", "check:c")));
    }

    private static List<AssetSpec> specs(List<Draft> drafts) {
        List<AssetSpec> specs = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            specs.add(drafts.get(i).spec(i, drafts).build());
        }
        return specs;
    }

    @Provide
    Arbitrary<String> textsWithCredentials() {
        return Arbitraries.of(
                        "password=", "Pwd = ", ";token=", "?key=", "&sig=", "'it''s'", "\"a\\\"b\"", "\\\"c\\\"", "{d;e}",
                        "hunter22", "***", "https://u:p@h/", "://token@host", "a@b", "Authorization: ", "\"authorization\":\"", "Bearer ",
                        "Digest a=\"b\", c=\"d\"",
                        "--idempotency-key ", " ", ",", ";", "\n", "'", "\"", "\\", "}", "word")
                .list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    @Property
    void maskingTwiceIsMaskingOnce(@ForAll("textsWithCredentials") String text) {
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", "hunter22"));
        String masked = secrets.mask(text);
        assertThat(secrets.mask(masked)).isEqualTo(masked);
    }

    @Property
    void everyTextBecomesAJavaIdentifier(@ForAll("texts") String text) {
        for (String name : List.of(Identifiers.constant(text), Identifiers.type(text))) {
            assertThat(SourceVersion.isName(name)).as(name).isTrue();
            assertThat(name).containsPattern("^[A-Za-z0-9_]+$");
        }
    }

    @Property
    void eachAssetHasANameOfItsOwnOrTheBuildSaysWhyNot(@ForAll("projects") List<Draft> drafts) {
        Definitions definitions = definitions(drafts);
        NamespaceTree.Result names = NamespaceTree.of(definitions, "Root", Map.of());
        if (names.problems().isEmpty()) {
            Set<String> qualified = new HashSet<>();
            collect(names.root(), "", qualified);
            assertThat(qualified).hasSize(definitions.specs().size());
        }
    }

    private static void collect(Namespace holder, String prefix, Set<String> qualified) {
        String here = prefix + holder.typeName() + ".";
        holder.constants().keySet().forEach(constant -> {
            assertThat(SourceVersion.isName(constant)).as(constant).isTrue();
            qualified.add((here + constant).toLowerCase(Locale.ROOT) + here + constant);
        });
        Set<String> files = new HashSet<>();
        holder.children().forEach(child -> {
            assertThat(SourceVersion.isName(child.typeName())).as(child.typeName()).isTrue();
            assertThat(files.add(child.typeName().toLowerCase(Locale.ROOT))).as("a file of its own on any disk").isTrue();
            collect(child, here, qualified);
        });
    }

    @Property
    void aKeyIsReadBackFromItsText(@ForAll("projects") List<Draft> drafts) {
        Definitions definitions = definitions(drafts);
        for (AssetKey key : definitions.keys()) {
            assertThat(AssetKey.parse(key.toString())).isEqualTo(key);
            assertThat(AssetSelection.parse(quoted(key)).resolve(definitions)).containsExactly(key);
        }
    }

    @Property
    void theResourceGivesTheDefinitionsBack(@ForAll("projects") List<Draft> drafts) {
        Definitions definitions = definitions(drafts);
        byte[] bytes = DefinitionsWriter.write(definitions);
        assertThat(DefinitionsResource.load(new ByteArrayInputStream(bytes), "r")).isEqualTo(definitions);
    }

    @Property
    void theBytesDependOnNoOrder(@ForAll("projects") List<Draft> drafts, @ForAll long seed) {
        Definitions definitions = definitions(drafts);
        List<AssetSpec> shuffled = specs(drafts);
        Collections.shuffle(shuffled, new Random(seed));
        Definitions same = Definitions.of(shuffled, definitions.checks());
        assertThat(DefinitionsWriter.write(same)).isEqualTo(DefinitionsWriter.write(definitions));
    }

    @Property
    void nothingDiffersFromItself(@ForAll("projects") List<Draft> drafts) {
        assertThat(DefinitionsDiff.between(definitions(drafts), definitions(drafts)).isEmpty()).isTrue();
    }

    @Property
    void eachMemberCounts(@ForAll("projects") List<Draft> drafts, @ForAll("members") int member, @ForAll("texts") String text) {
        List<AssetSpec> specs = specs(drafts);
        AssetSpec.Builder spec = drafts.get(0).spec(0, drafts);
        switch (member) {
            case 0 -> spec.pipeline(text);
            case 1 -> spec.target(new Target("x", text, "y"));
            case 2 -> spec.strategy(text);
            case 3 -> spec.tags(Map.of("t", text));
            case 4 -> spec.owners(List.of(text));
            case 5 -> spec.description(text);
            case 6 -> spec.freshness(new FreshnessPolicy(Duration.ofHours(1), Optional.empty(), Optional.empty()));
            case 7 -> spec.partitions(new PartitionsDefinition(Grain.DAY, Optional.of(text)));
            case 8 -> spec.readsKnown(false);
            case 9 -> spec.metadata(Map.of("other", text));
            case 10 -> spec.kinds(List.of(text));
            default -> spec.table(true);
        }
        AssetSpec changed = spec.build();
        AssetSpec before = specs.set(0, changed);
        Definitions after = Definitions.of(specs, definitions(drafts).checks());
        assertThat(DefinitionsDiff.between(definitions(drafts), after).isEmpty()).isEqualTo(before.equals(changed));
    }

    @Provide
    Arbitrary<Integer> members() {
        return Arbitraries.integers().between(0, 11);
    }

    @Property
    void aSelectionMeansWhatItsPartsMean(@ForAll("projects") List<Draft> drafts, @ForAll long seed) {
        Definitions definitions = definitions(drafts);
        Chosen chosen = chosen(definitions, new Random(seed), 4);
        AssetSelection selection = AssetSelection.parse(chosen.text);
        if (chosen.keys.isEmpty()) {
            assertThatThrownBy(() -> selection.resolve(definitions)).as(chosen.text).isInstanceOf(EmptySelectionException.class);
        } else {
            assertThat(selection.resolve(definitions)).as(chosen.text).isEqualTo(chosen.keys);
        }
    }

    /** A selection as text, and what it selects by the rules of sets. */
    private record Chosen(String text, SortedSet<AssetKey> keys) {}

    private static Chosen chosen(Definitions definitions, Random random, int depth) {
        List<AssetKey> all = List.copyOf(definitions.keys());
        if (depth == 0) {
            AssetKey key = all.get(random.nextInt(all.size()));
            return new Chosen(quoted(key), new TreeSet<>(List.of(key)));
        }
        Chosen left = chosen(definitions, random, random.nextInt(depth));
        switch (random.nextInt(6)) {
            case 0 -> {
                Chosen right = chosen(definitions, random, depth - 1);
                SortedSet<AssetKey> union = new TreeSet<>(left.keys);
                union.addAll(right.keys);
                return new Chosen("(" + left.text + " or " + right.text + ")", union);
            }
            case 1 -> {
                Chosen right = chosen(definitions, random, depth - 1);
                SortedSet<AssetKey> common = new TreeSet<>(left.keys);
                common.retainAll(right.keys);
                return new Chosen("(" + left.text + " AND " + right.text + ")", common);
            }
            case 2 -> {
                SortedSet<AssetKey> others = new TreeSet<>(all);
                others.removeAll(left.keys);
                return new Chosen("(not " + left.text + ")", others);
            }
            case 3 -> {
                int up = random.nextInt(3);
                int down = random.nextInt(3);
                SortedSet<AssetKey> near = near(definitions, left.keys, up, true);
                near.addAll(near(definitions, left.keys, down, false));
                return new Chosen((up == 0 ? "" : up + "+") + "(" + left.text + ")" + (down == 0 ? "" : "+" + down), near);
            }
            case 4 -> {
                SortedSet<AssetKey> roots = new TreeSet<>(left.keys);
                near(definitions, left.keys, 99, false).stream()
                        .filter(key -> below(definitions, left.keys, key)).forEach(roots::remove);
                return new Chosen("roots(" + left.text + ")", roots);
            }
            default -> {
                return new Chosen("( " + left.text + ")", left.keys);
            }
        }
    }

    private static boolean below(Definitions definitions, Set<AssetKey> keys, AssetKey key) {
        SortedSet<AssetKey> above = new TreeSet<>();
        definitions.get(key).upstreamKeys().forEach(up -> above.addAll(near(definitions, new TreeSet<>(List.of(up)), 99, true)));
        return above.stream().anyMatch(keys::contains);
    }

    private static SortedSet<AssetKey> near(Definitions definitions, Set<AssetKey> keys, int steps, boolean upstream) {
        SortedSet<AssetKey> near = new TreeSet<>(keys);
        for (int step = 0; step < steps; step++) {
            SortedSet<AssetKey> next = new TreeSet<>(near);
            for (AssetSpec spec : definitions.specs()) {
                if (upstream && near.contains(spec.key())) {
                    next.addAll(spec.upstreamKeys());
                } else if (!upstream && spec.upstreamKeys().stream().anyMatch(near::contains)) {
                    next.add(spec.key());
                }
            }
            if (next.equals(near)) {
                break;
            }
            near = next;
        }
        return near;
    }

    private static String quoted(AssetKey key) {
        return "\"" + key.toString().replace("\"", "\\\"") + "\"";
    }
}
