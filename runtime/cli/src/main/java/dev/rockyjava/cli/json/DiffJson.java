package dev.rockyjava.cli.json;

import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.diff.AssetChange;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.diff.UncomparedCode;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a difference as JSON. */
public final class DiffJson {

    private DiffJson() {}

    public static ObjectNode of(DefinitionsDiff diff) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("different", !diff.isEmpty());
        AssetJson.addAll(json.putArray("added"), diff.added());
        AssetJson.addAll(json.putArray("removed"), diff.removed());
        ArrayNode changed = json.putArray("changed");
        diff.changed().forEach(change -> changed(changed.addObject(), change));
        ArrayNode renamed = json.putArray("perhaps_renamed");
        diff.renamed().forEach(renaming -> renamed.addObject()
                .put("before", renaming.before().toString())
                .put("after", renaming.after().toString())
                .put("because", renaming.because()));
        checks(json.putArray("added_checks"), diff.addedChecks());
        checks(json.putArray("removed_checks"), diff.removedChecks());
        differences(json.putArray("elsewhere"), diff.elsewhere());
        ObjectNode environment = json.putObject("environment");
        names(environment.putArray("catalogs"), diff.environment().catalogs());
        names(environment.putArray("schemas"), diff.environment().schemas());
        AssetJson.addAll(
                json.putArray("code_not_compared"), diff.uncomparedCode().map(UncomparedCode::assets).orElse(List.of()));
        return json;
    }

    private static void names(ArrayNode json, Map<String, String> names) {
        names.forEach((before, after) -> json.addObject().put("before", before).put("after", after));
    }

    private static void changed(ObjectNode json, AssetChange change) {
        json.put("key", change.key().toString());
        differences(json.putArray("differences"), change.differences());
    }

    private static void differences(ArrayNode differences, List<AssetChange.Difference> all) {
        all.forEach(difference -> {
            ObjectNode node = differences.addObject().put("what", difference.what());
            difference.before().forEach(node.putArray("before")::add);
            difference.after().forEach(node.putArray("after")::add);
        });
    }

    private static void checks(ArrayNode json, List<CheckSpec> checks) {
        checks.forEach(check ->
                json.addObject().put("asset", check.asset().toString()).put("name", check.name()));
    }
}
