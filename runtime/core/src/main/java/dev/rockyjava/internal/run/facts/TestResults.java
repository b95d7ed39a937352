package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.TestOutput;
import dev.rockyjava.engine.document.TestOutput.TestResult;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.NotEvaluated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the results of a model's tests into results of its declared checks. */
public final class TestResults {

    private TestResults() {}

    /**
     * Returns the results in an answer, in its order. Two tests of one type on one column are one node of the graph
     * (ENGINE.md §2.2), and therefore two results of one check, see {@link FoldedChecks}.
     *
     * @param declared the names of the model's declared tests
     */
    public static List<CheckEvaluation> of(EngineCall call, List<String> declared) {
        if (call.thrown() != null) {
            NotEvaluated cause = call.threw(UnsupportedByEngineException.class)
                    ? NotEvaluated.UNSUPPORTED
                    : NotEvaluated.ERROR;
            return missing(call, declared, cause, VerdictMessages.of(call.thrown()));
        }
        if (!(call.document() instanceof TestOutput output)) {
            return missing(call, declared, NotEvaluated.ERROR, "the engine answered '" + RequestText.of(call.request())
                    + "' with a document of command '" + call.document().command() + "'");
        }
        List<CheckEvaluation> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int index = 0;
        for (TestResult result : output.results()) {
            if (result.model().equals(call.spec().label())) {
                String name = result.testType() + "_" + result.column().orElse(String.valueOf(index));
                names.add(name);
                checks.add(of(call.spec(), name, result));
                index++;
            }
        }
        List<String> silent = declared.stream().filter(name -> !names.contains(name)).toList();
        checks.addAll(missing(call, silent, NotEvaluated.NOT_REPORTED,
                "the engine executed the model's tests, and this is none of them; refresh the snapshot"));
        return checks;
    }

    private static CheckEvaluation of(AssetSpec spec, String name, TestResult result) {
        SortedMap<String, Object> facts = new TreeMap<>(
                Map.of("table", result.table(), "test_type", result.testType(), "sql", result.sql()));
        result.column().ifPresent(column -> facts.put("column", column));
        result.detail().ifPresent(detail -> facts.put("detail", detail));
        CheckEvaluation evaluation = new CheckEvaluation(
                Optional.of(spec.key()),
                List.of(result.table().split("\\.", -1)),
                name,
                result.status().equals("pass"),
                result.severity().equals(CheckEvaluation.WARNING) ? CheckEvaluation.WARNING : CheckEvaluation.ERROR,
                facts);
        boolean known = evaluation.passed() || result.status().equals("fail");
        return (known
                        ? evaluation.because(result.detail().orElse(""))
                        : evaluation.notEvaluated(
                                NotEvaluated.ERROR, result.detail().orElse("the test ended as " + result.status())))
                .with(CheckEffect.STOPS_DOWNSTREAM);
    }

    /**
     * Returns the results of tests that were not executed. They count as errors, since only the answer would state
     * their severity.
     */
    private static List<CheckEvaluation> missing(EngineCall call, List<String> names, NotEvaluated cause, String reason) {
        return names.stream()
                .map(name -> DeclaredResults.none(call.spec(), name, CheckEvaluation.ERROR)
                        .notEvaluated(cause, reason)
                        .with(CheckEffect.STOPS_DOWNSTREAM))
                .toList();
    }
}
