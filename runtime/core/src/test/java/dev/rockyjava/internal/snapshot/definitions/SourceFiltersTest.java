package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.Snapshots.definitions;
import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.SourceFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which discovered sources belong to which pipeline. */
class SourceFiltersTest {

    @Test
    void ourSlotTells() {
        String json = snapshot("'rocky_java':{'format':1,'sources_by_pipeline':{'shop':['b','a'],'bill':['c']}}", "shop", "bill");

        assertThat(filters(json, "shop", "source")).containsExactly("id=a", "id=b");
        assertThat(filters(json, "shop", "load")).containsExactly("id=a", "id=b");
        assertThat(filters(json, "bill", "source")).containsExactly("id=c");
        assertThat(filters(json, "drop", "load")).isEmpty();
    }

    @Test
    void aSinglePipelineOwnsAllSources() {
        String json = snapshot("'odd':0", "shop");

        assertThat(filters(json, "shop", "source")).containsExactly("id=x", "id=y");
        assertThat(filters(json, "shop", "load")).containsExactly("id=x", "id=y");
        assertThat(filters(json, "drop", "load")).isEmpty();
    }

    @Test
    void ofSeveralPipelinesNobodyKnows() {
        String json = snapshot("'rocky_java':null", "shop", "bill");

        assertThat(filters(json, "shop", "source")).isEmpty();
        assertThat(filters(json, "bill", "load")).isEmpty();
    }

    /** A snapshot with replication pipelines, the load pipeline {@code drop} and the sources x and y. */
    private static String snapshot(String slot, String... pipelines) {
        StringBuilder nodes = new StringBuilder(node("load", "drop"));
        for (String pipeline : pipelines) {
            nodes.append(',').append(node("source", pipeline)).append(',').append(node("load", pipeline));
        }
        String source = "{'id':'%s','source_type':'duckdb','components':{},'tables':[]}";
        return quoted("{'dag_status':'success','dag':{'nodes':[" + nodes + "]},'discover':{'sources':["
                + String.format(source, "y") + "," + String.format(source, "x") + "]}," + slot + "}");
    }

    private static String node(String kind, String pipeline) {
        return "{'id':'" + kind + ":" + pipeline + "','kind':'" + kind + "','label':'" + pipeline + "','pipeline':'" + pipeline
                + "'}";
    }

    private static List<String> filters(String json, String pipeline, String side) {
        return definitions(json).get(AssetKey.of(pipeline, side)).sourceFilters().stream()
                .map(SourceFilter::argument)
                .toList();
    }
}
