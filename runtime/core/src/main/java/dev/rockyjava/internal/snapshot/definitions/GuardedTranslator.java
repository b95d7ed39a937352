package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.text.DidYouMean;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.RockyTranslator;
import dev.rockyjava.translate.TranslationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls a translator, which may be third-party code: an exception or a null result becomes a problem that names
 * the translator and the node.
 */
final class GuardedTranslator {

    private final RockyTranslator translator;
    private final Problems problems;
    private final String place;

    GuardedTranslator(RockyTranslator translator, Problems problems, BuildOptions options) {
        this.place = options.translationPlace().orElse("the configuration");
        this.translator = translator;
        this.problems = problems;
    }

    /** Returns the key; on failure, reports a problem and returns the node's id as the key. */
    AssetKey key(String id, Location at, Function<RockyTranslator, AssetKey> question) {
        return ask(id, at, AssetKey.of(id), question);
    }

    /** Returns the group; on failure, reports a problem and returns the empty text. */
    String group(String id, Location at, Function<RockyTranslator, String> question) {
        return ask(id, at, "", question);
    }

    /** Returns tags or metadata; on failure, reports a problem and returns an empty map. */
    Map<String, String> texts(String id, Location at, Function<RockyTranslator, Map<String, String>> question) {
        return ask(id, at, Map.of(), asked -> Map.copyOf(question.apply(asked)));
    }

    /** Warns of nodes that the translator names and the snapshot doesn't have. */
    void checkNames(Collection<String> ids) {
        Location nowhere = new Location(1, 1, "");
        Set<String> known = ask("the nodes it knows by name", nowhere, Set.of(), RockyTranslator::namedNodes);
        for (String named : known) {
            if (!ids.contains(named)) {
                List<String> near = NearestKeys.ofNames(named, ids);
                problems.add(
                        ProblemId.UNKNOWN_TRANSLATED_NODE,
                        "the translation renames the node " + named + ", which the snapshot doesn't have"
                                + DidYouMean.of(near, "; take it out"));
            }
        }
    }

    /** Returns any answer of the translator; on failure, reports a problem and returns {@code instead}. */
    <T> T ask(String id, Location at, T instead, Function<RockyTranslator, T> question) {
        String what;
        try {
            @Nullable T answer = question.apply(translator);
            if (answer != null) {
                return answer;
            }
            what = "gave null";
        } catch (TranslationException e) {
            problems.add(Problem.elsewhere(ProblemId.WRONG_TRANSLATION, String.valueOf(e.getMessage()), place)
                    .withNearest(e.nearest()));
            return instead;
        } catch (RuntimeException | LinkageError e) {
            what = "threw " + e;
        }
        problems.add(
                ProblemId.TRANSLATOR_FAILED,
                "the translator " + translator.getClass().getName() + " " + what + " for " + id
                        + "; fix it: every method must return a value for every node",
                at);
        return instead;
    }
}
