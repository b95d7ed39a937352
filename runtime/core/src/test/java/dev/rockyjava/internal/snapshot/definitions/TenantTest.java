package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.snapshot.DiscoverSnapshots;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sources that differ by the tenant alone are one set of assets. */
class TenantTest {

    private static final String EU = "{'id':'eu_ads','source_type':'fivetran','components':{'client':'eu','app':'ads'},"
            + "'tables':[{'name':'clicks','row_count':3},{'name':'costs'}]}";
    private static final String UK = "{'id':'uk_ads','source_type':'fivetran','components':{'client':'uk','app':'ads'},"
            + "'tables':[{'name':'clicks'}]}";
    private static final String OTHER = "{'id':'z','source_type':'fivetran','components':{'app':'ads'},'tables':[{'name':'x'}]}";

    private static DefinitionsBuilder.Result build(boolean perSource, String... sources) {
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.TENANT, Map.of(
                        "component", "client", "partitions_name", "clients", "scope_runs_to_selection", perSource))
                .build();
        String json = snapshot(discover(String.join(",", sources), ""));
        return DiscoverSnapshots.build(json, BuildOptions.of(config));
    }

    @Test
    void aTableOfAllTenantsIsOneAsset() {
        DefinitionsBuilder.Result result = build(false, EU, UK, OTHER);

        Definitions definitions = result.definitions();
        assertThat(definitions.keys()).extracting(String::valueOf)
                .containsExactly("fivetran/ads/clicks", "fivetran/ads/costs");
        AssetSpec clicks = definitions.specs().iterator().next();
        assertThat(clicks.sourceFilters()).containsExactly(new SourceFilter("client=eu"), new SourceFilter("client=uk"));
        assertThat(clicks.metadata()).doesNotContainKeys("source_id", "row_count").containsEntry("source_type", "fivetran");
        assertThat(clicks.isReportedAs(List.of("fivetran", "uk", "ads", "clicks"))).isTrue();
        assertThat(clicks.isReportedAs(List.of("fivetran", "new", "ads", "clicks"))).isTrue();
        assertThat(clicks.isReportedAs(List.of("fivetran", "uk", "crm", "clicks"))).isFalse();
        AssetSpec costs = definitions.get(AssetKey.of("fivetran", "ads", "costs"));
        assertThat(costs.sourceFilters()).containsExactly(new SourceFilter("client=eu"));
        assertThat(result.warnings()).extracting(Problem::id).containsExactly(ProblemId.SOURCE_WITHOUT_TENANT);
    }

    @Test
    void theOrderOfSourcesDoesNotMatter() {
        assertThat(build(false, UK, EU).definitions()).isEqualTo(build(false, EU, UK).definitions());
    }

    @Test
    void eachSourceIsRunForItselfWhenAsked() {
        assertThat(build(true, EU, UK).definitions().specs().iterator().next().sourceFilters())
                .containsExactly(new SourceFilter("id=eu_ads"), new SourceFilter("id=uk_ads"));
    }
}
