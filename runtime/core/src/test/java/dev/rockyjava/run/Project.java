package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes definitions of a few assets. Upstream names are given as key texts. */
final class Project {

    private final List<AssetSpec> specs = new ArrayList<>();
    private final List<CheckSpec> checks = new ArrayList<>();

    Project model(String label, String... upstream) {
        specs.add(modelSpec(label, upstream).build());
        return this;
    }

    Project partitioned(String label, Grain grain, String first, String strategy) {
        specs.add(modelSpec(label)
                .partitions(new PartitionsDefinition(
                        grain, first.isEmpty() ? Optional.empty() : Optional.of(first)))
                .strategy(strategy)
                .build());
        return this;
    }

    /** The source and the load node of a replication. */
    Project replication(String pipeline, String... filters) {
        List<SourceFilter> sources = Arrays.stream(filters).map(SourceFilter::new).toList();
        specs.add(spec(NodeKind.SOURCE, pipeline + "/source", pipeline + " (source)")
                .pipeline(pipeline)
                .sourceFilters(sources)
                .build());
        specs.add(spec(NodeKind.LOAD, pipeline + "/load", pipeline + " (load)", pipeline + "/source")
                .pipeline(pipeline)
                .sourceFilters(sources)
                .build());
        return this;
    }

    Project loadPipeline(String pipeline) {
        specs.add(spec(NodeKind.LOAD, pipeline + "/load", pipeline)
                .pipeline(pipeline)
                .build());
        return this;
    }

    Project seed(String label) {
        specs.add(spec(NodeKind.SEED, "seed/" + label, label).build());
        return this;
    }

    Project pipelineNode(NodeKind kind, String pipeline, String... upstream) {
        specs.add(spec(kind, kind.word() + "/" + pipeline, pipeline, upstream)
                .pipeline(pipeline)
                .build());
        return this;
    }

    Project add(AssetSpec spec) {
        specs.add(spec);
        return this;
    }

    /** A check on each of these assets. */
    Project check(String name, String... assets) {
        for (String asset : assets) {
            checks.add(new CheckSpec(AssetKey.parse(asset), name, "check:" + name));
        }
        return this;
    }

    /** A declared test of a model. */
    Project test(String model, String name) {
        checks.add(new CheckSpec(AssetKey.parse(model), name, "test:" + model + "::" + name));
        return this;
    }

    /** A check of a model's contract. */
    Project contract(String model, String name, ContractReport report) {
        checks.add(CheckSpec.withoutNode(AssetKey.parse(model), name, Optional.of(report)));
        return this;
    }

    Definitions build() {
        return Definitions.of(specs, checks);
    }

    static AssetSpec.Builder modelSpec(String label, String... upstream) {
        return spec(NodeKind.TRANSFORMATION, label, label, upstream)
                .pipeline("marts")
                .strategy("full_refresh")
                .target(new Target("wh", "marts", label));
    }

    static AssetSpec.Builder spec(NodeKind kind, String key, String label, String... upstream) {
        AssetSpec.Builder builder =
                AssetSpec.builder(AssetKey.parse(key), kind.word() + ":" + key, kind, label, "default");
        for (String name : upstream) {
            builder.dependency(AssetKey.parse(name), Dependency.Origin.DECLARED);
        }
        return builder;
    }
}
