package dev.rockyjava.openlineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputFieldTransformations;
import java.util.Set;

/** The engine's words for what happens to a column, in OpenLineage's terms. */
final class TransformationWords {

    private static final String AGGREGATION = "aggregation: ";

    /** The engine calls every function an aggregation, {@code lower} too. */
    private static final Set<String> AGGREGATES = Set.of(
            "sum", "count", "avg", "mean", "min", "max", "median", "mode", "any_value", "first", "last", "arg_min", "arg_max",
            "min_by", "max_by", "array_agg", "list", "listagg", "string_agg", "group_concat", "bool_and", "bool_or", "count_if",
            "countif", "approx_count_distinct", "quantile", "quantile_cont", "percentile_cont", "percentile_disc", "product",
            "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr", "covar_pop", "covar_samp");

    private TransformationWords() {}

    static InputFieldTransformations of(OpenLineage events, String word) {
        return events.newInputFieldTransformationsBuilder()
                .type("DIRECT")
                .subtype(subtype(word))
                .description(word)
                .masking(false)
                .build();
    }

    private static String subtype(String word) {
        if (word.equals("direct")) {
            return "IDENTITY";
        }
        return word.startsWith(AGGREGATION) && AGGREGATES.contains(word.substring(AGGREGATION.length()))
                ? "AGGREGATION"
                : "TRANSFORMATION";
    }
}
