package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.openlineage.DatasetNames.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The names are those of openlineage-dbt 1.54, whose {@code DbtArtifactProcessor.extract_namespace} and
 * {@code _format_dataset_name} were called with the same values.
 */
class DatasetNamesTest {

    private static final Target TABLE = new Target("", "marts", "orders");

    private static DatasetNames names(String toml) {
        return new DatasetNames(ProjectToml.parse(Path.of("rocky.toml"), toml, name -> Optional.empty()));
    }

    private static Dataset named(String adapter, Target table) {
        return names("[adapter]\n" + adapter).target(Optional.empty()).dataset(table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type='duckdb';path='data/shop.duckdb'                                 | duckdb://data/shop.duckdb                        | shop.marts.orders
            type='duckdb';path='/srv/my shop.db'                                  | duckdb:///srv/my shop.db                         | my shop.marts.orders
            type='duckdb'                                                         | duckdb://:memory:                                | memory.marts.orders
            type='snowflake';account='acme-prod';database='ANALYTICS'             | snowflake://acme-prod                            | ANALYTICS.marts.orders
            type='snowflake';account='acme-prod.eu-west-1'                        | snowflake://acme-prod                            | marts.orders
            type='snowflake';account='xy12345'                                    | snowflake://xy12345.us-west-1.aws                | marts.orders
            type='snowflake';account='xy12345.us-east-1'                          | snowflake://xy12345.us-east-1.aws                | marts.orders
            type='snowflake';account='xy12345.east-us-2.azure'                    | snowflake://xy12345.east-us-2.azure              | marts.orders
            type='bigquery';project_id='acme-data'                                | bigquery                                         | acme-data.marts.orders
            type='databricks';host='dbc-12.cloud.databricks.com'                  | databricks://dbc-12.cloud.databricks.com         | marts.orders
            type='databricks';host='https://u:p@dbc-12.cloud.databricks.com/x?y'  | databricks://dbc-12.cloud.databricks.com         | marts.orders
            type='trino';host='http://trino.acme:8080'                            | trino://trino.acme:8080                          | marts.orders
            type='trino';host='https://trino.acme'                                | trino://trino.acme:443                           | marts.orders
            """)
    void tablesAreNamedAsDbtNamesThem(String adapter, String namespace, String name) {
        assertThat(named(adapter.replace(';', '\n'), TABLE)).isEqualTo(new Dataset(namespace, name));
    }

    @Test
    void aCatalogThatIsStatedIsKept() {
        assertThat(named("type='duckdb'\npath='wh.duckdb'", new Target("other", "marts", "orders")).name()).isEqualTo("other.marts.orders");
    }

    @Test
    void eachPipelineHasTheAdapterThatItNames() {
        DatasetNames names = names("""
                [adapter.raw]
                type = "duckdb"
                path = "raw.duckdb"
                [adapter.wh]
                type = "databricks"
                host = "dbc"
                [pipeline.copy]
                type = "replication"
                [pipeline.copy.source.discovery]
                adapter = "raw"
                [pipeline.copy.target]
                adapter = "wh"
                catalog_template = "c"
                schema_template = "s"
                [pipeline.marts]
                type = "transformation"
                """);
        assertThat(names.target(Optional.of("copy")).namespace()).isEqualTo("databricks://dbc");
        assertThat(names.source(Optional.of("copy")).namespace()).isEqualTo("duckdb://raw.duckdb");
        assertThat(names.target(Optional.of("marts")).namespace()).isEqualTo("duckdb://raw.duckdb");
        assertThat(names.target(Optional.of("unknown")).namespace()).isEqualTo("duckdb://raw.duckdb");
    }

    @Test
    void anEnginesNameOfATableIsReadFromItsEnd() {
        assertThat(DatasetNames.table(List.of("wh.landing.prices"))).isEqualTo(new Target("wh", "landing", "prices"));
        assertThat(DatasetNames.table(List.of("", "landing", "prices"))).isEqualTo(new Target("", "landing", "prices"));
        assertThat(DatasetNames.table(List.of("duckdb", "wh", "landing", "prices"))).isEqualTo(new Target("wh", "landing", "prices"));
        assertThat(DatasetNames.table(List.of("prices"))).isEqualTo(new Target("", "", "prices"));
    }
}
