package dev.rockyjava.stress;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.RunWarning;
import dev.rockyjava.run.history.RecordedAsset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A pipeline of models, m0 and so on, that depend on each other. Every third one adds rows each time it is built. */
final class Models {

    static final Consumer<RunWarning> IGNORED = warning -> {};

    private Models() {}

    static Definitions of(int count) {
        List<AssetSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AssetSpec.Builder model = model("m" + i, addsRows("m" + i) ? "incremental" : "full_refresh");
            for (int upstream : new int[] {i - 3, i - 4}) {
                if (upstream >= 0) {
                    model.dependency(key("m" + upstream), Dependency.Origin.DECLARED);
                }
            }
            specs.add(model.build());
        }
        return Definitions.of(specs, List.of());
    }

    static AssetSpec.Builder model(String name, String strategy) {
        return AssetSpec.builder(key(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .strategy(strategy)
                .target(new Target("wh", "marts", name));
    }

    static AssetKey key(String model) {
        return AssetKey.of(model);
    }

    static boolean addsRows(String model) {
        return Integer.parseInt(model.substring(1)) % 3 == 1;
    }

    static String name(RunRequest request) {
        return ((RunRequest.Model) request).model();
    }

    static String name(RecordedAsset asset) {
        return asset.key().toString();
    }

    /** What the engine prints after it has built a model. */
    static String built(String model) {
        return "{\"version\":\"1.71.0\",\"command\":\"run\",\"status\":\"Success\",\"materializations\":[{\"asset_key\":[\""
                + model + "\"]}]}";
    }

    /** What the engine's history has about a run that built a model. */
    static String historyOf(String submission, String model) {
        return "{\"run_id\":\"x\",\"submission_id\":\"" + submission
                + "\",\"status\":\"Success\",\"models\":[{\"model_name\":\"" + model + "\",\"status\":\"success\"}]}";
    }
}
