package dev.rockyjava.asset.diff;

import static dev.rockyjava.asset.Specs.builder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentMappingTest {

    /** {@code wh.marts:3} stands for three models that are built there; the models of both sides are the same ones. */
    private static Definitions models(String places) {
        List<AssetSpec> specs = new ArrayList<>();
        for (String place : places.split(" ")) {
            String[] parts = place.split("[.:]");
            for (int i = Integer.parseInt(parts[2]); i > 0; i--) {
                String name = "m" + specs.size();
                specs.add(builder(name).target(new Target(parts[0], parts[1], name)).build());
            }
        }
        return Definitions.of(specs, List.of());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', value = {
        // catalogs
        "wh.marts:3              | wh.marts:3               | the same environment",
        "wh.marts:3              | pr_17.marts:3            | catalog wh -> pr_17",
        "wh.marts:1              | pr_17.marts:1            | catalog wh -> pr_17",
        "wh.a:2 lake.a:1         | pr.a:2 pr_lake.a:1       | catalog lake -> pr_lake, catalog wh -> pr",
        "wh.a:2 shared.a:1       | pr.a:2 shared.a:1        | catalog wh -> pr",
        // one or some of the models moved: these are changes
        "wh.a:3                  | wh.a:2 pr.a:1            | the same environment",
        "wh.a:2                  | wh.a:1 pr.a:1            | the same environment",
        "wh.a:3                  | pr.a:2 wh.a:1            | catalog wh -> pr",
        "wh.a:3                  | pr.a:2 other.a:1         | catalog wh -> pr",
        "wh.a:3 lake.a:1         | wh.a:3 lake2.a:1         | the same environment",
        // not one to one
        "wh.a:2 lake.a:1         | pr.a:3                   | the same environment",
        "wh.a:2 lake.a:1         | lake.a:3                 | the same environment",
        "wh.a:2 lake.a:2         | lake.a:2 wh.a:2          | catalog lake -> wh, catalog wh -> lake",
        // schemas
        "wh.marts:2 wh.stg:1     | wh.dev_marts:2 wh.dev_stg:1       | schema marts -> dev_marts, schema stg -> dev_stg",
        "wh.prod_a:2 wh.prod_b:1 | wh.pr_17_a:2 wh.pr_17_b:1         | schema prod_a -> pr_17_a, schema prod_b -> pr_17_b",
        "wh.a_prod:2 wh.b_prod:1 | wh.a:2 wh.b:1                     | schema a_prod -> a, schema b_prod -> b",
        "wh.marts:2 wh.seeds:1   | wh.dev_marts:2 wh.seeds:1         | schema marts -> dev_marts",
        "wh.prod:3               | wh.alice:3                        | schema prod -> alice",
        "wh.marts:2 wh.stg:1     | wh.core:2 wh.stg:1                | the same environment",
        "wh.marts:2 wh.stg:1     | wh.core:2 wh.base:1               | the same environment",
        "wh.marts:2 wh.stg:1     | wh.mart2:2 wh.stg:1               | the same environment",
        "wh.marts:2 wh.stg:1     | wh.dev_all:2 wh.dev_all:1         | the same environment",
        "wh.marts:3 wh.stg:3     | wh.dev_marts:1 wh.marts:2 wh.stg:3 | the same environment",
        // both
        "wh.marts:2 wh.stg:1     | pr.dev_marts:2 pr.dev_stg:1 | catalog wh -> pr, schema marts -> dev_marts, schema stg -> dev_stg",
    })
    void isWhatMostModelsAgreeOn(String before, String after, String environment) {
        EnvironmentMapping mapping = EnvironmentMapping.between(models(before), models(after));
        assertThat(mapping).hasToString(environment);
        assertThat(mapping.isSame()).isEqualTo(environment.equals("the same environment"));
    }

    @ParameterizedTest
    @CsvSource({"lake__{shop}, dev_lake__{shop}", "seeds, seeds", "marts, dev_marts"})
    void appliesToTheSchemasOfReplications(String template, String later) {
        EnvironmentMapping mapping = EnvironmentMapping.between(models("wh.marts:2"), models("wh.dev_marts:2"));
        assertThat(mapping.schemaTemplate(template)).isEqualTo(later);
    }
}
