package dev.rockyjava.run;

import dev.rockyjava.engine.RunOutput;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The checks in an answer, one by one. */
final class Checks {

    private Checks() {}

    static List<CheckEvaluation> of(RunOutput output) {
        return output.checkResults().stream()
                .flatMap(asset -> asset.checks().stream()
                        .map(check -> new CheckEvaluation(
                                Optional.empty(),
                                asset.assetKey(),
                                check.name(),
                                check.passed(),
                                check.severity(),
                                new TreeMap<>(check.details()))))
                .toList();
    }
}
