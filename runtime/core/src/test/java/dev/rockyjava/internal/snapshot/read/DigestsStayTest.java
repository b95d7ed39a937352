package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.internal.snapshot.DiscoverSnapshots;
import dev.rockyjava.internal.snapshot.Snapshots;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Journals and generated resources hold digests of what a snapshot states. Were they computed in another way by a newer
 * version, every run before it would seem to be one of other definitions and couldn't be resumed.
 */
class DigestsStayTest {

    private static final String SNAPSHOT = Snapshots.quoted("""
            {'dag_status':'success','note':[1,null,'null',{'b':2,'a':'x'}],
             'dag':{'version':'1.71.0','nodes':[
               {'id':'seed:countries','kind':'seed','label':'countries','target':{'catalog':'w','schema':'s','table':'countries'}},
               {'id':'transformation:m','kind':'transformation','label':'m','pipeline':'p',
                'target':{'catalog':'w','schema':'s','table':'m'},'depends_on':['seed:countries','source:elsewhere'],
                'strategy':{'type':'merge','unique_key':['id','at'],'lookback':3.50,'deep':{'z':null,'y':[true,[]]}},
                'retention':{'days':7},'odd':null,'long':'%s','tags':{'team':'x'}}],
              'edges':[{'from':'seed:countries','to':'transformation:m','edge_type':'data'},
                {'from':'source:elsewhere','to':'transformation:m','edge_type':'data'}],
              'column_lineage':[
                {'source':{'model':'countries','column':'id'},'target':{'model':'m','column':'id'},'transform':'direct'},
                {'source':{'model':'countries','column':'at'},'target':{'model':'m','column':'at'},'transform':'cast'}],
              'more':{'words':['a','b'],'number':1e2}},
             'compile':{'models_detail':[{'name':'m','target':{'catalog':'w','schema':'s','table':'m'},'depends_on':['b','a'],
                'strategy':{'type':'merge','unique_key':['id','at']},'contract_source':'explicit'}],
              'expanded_sql':{'m':'SELECT 1'},
              'diagnostics':[{'severity':'Warning','code':'W1','message':'careful','model':'m'},
                {'severity':'Warning','code':'W2','message':'really','model':'gone'}]},
             'rocky_java':{'models_by_pipeline':{'p':['m'],'q':['m','n']},'pipeline_depends_on':{'p':['r','q']},
              'code':{'m':{'models/m.sql':'0123456789abcdef'}},'seed_code':{'seed:countries':{'seeds/countries.csv':'fedcba9876543210'}},
              'contracts':{'m':['required_columns']},'reads':{'m':['w.s.countries','other']}}}
            """.formatted("x".repeat(101)));

    private static final String DISCOVERED = Snapshots.quoted("""
            {'dag_status':'disabled','discover':{'command':'discover','sources':[
              {'id':'acme','source_type':'fivetran','components':{'tenant':'acme','region':'eu'},'metadata':{'m':1},'extra':{'a':[1,2]},
               'tables':[{'name':'orders','rows':12.0},{'name':'people','note':'of both','kinds':['x','y']}]},
              {'id':'bolt','source_type':'fivetran','components':{'tenant':'bolt','region':'us'},'tables':[{'name':'orders'}]}]},
             'rocky_java':{'sources_by_pipeline':{'p':['acme','bolt']}}}
            """);

    @Test
    void areTheSameInEveryVersion() {
        Definitions definitions = Snapshots.definitions(SNAPSHOT);
        assertThat(digests(definitions)).isEqualTo(Map.of("seed/countries", "dd7e4b4c6b407723", "w/s/m", "f7b7f900e36571ac"));
        assertThat(definitions.otherContent()).isEqualTo(Map.of(
                "compile.diagnostics", "#be51034dd5fe6a40",
                "dag.more", "{\"number\": 100, \"words\": [\"a\", \"b\"]}",
                "dag.version", "1.71.0",
                "dag_status", "success",
                "note", "[1, null, \"null\", {\"a\": \"x\", \"b\": 2}]",
                "rocky_java.models_by_pipeline", "#676af968cce789cc",
                "rocky_java.pipeline_depends_on", "#c7c1a237296dcf4d"));
        Stated stated = definitions.get(AssetKey.of("w", "s", "m")).stated();
        assertThat(stated.others()).isEqualTo(Map.of(
                "compile.contract_source", "explicit",
                "dag.long", "#baa279e84ef5def4",
                "dag.retention", "{\"days\": 7}",
                "dag.tags", "{\"team\": \"x\"}"));
        assertThat(stated.strategy()).isEqualTo(Map.of(
                "deep", "{\"y\": [true]}", "lookback", "3.5", "unique_key", "[\"id\", \"at\"]"));
        assertThat(stated.code()).isEqualTo(Map.of("models/m.sql", "0123456789abcdef"));
    }

    @Test
    void soAreThoseOfDiscoveredTables() {
        Definitions definitions = DiscoverSnapshots.definitions(DISCOVERED, DiscoverSnapshots.ALL);
        assertThat(digests(definitions)).isEqualTo(Map.of(
                "fivetran/acme/eu/orders", "be18eb1197f90314",
                "fivetran/acme/eu/people", "17395f4c7a37e584",
                "fivetran/bolt/us/orders", "acf4f4bb7ab7c12"));
        assertThat(definitions.get(AssetKey.of("fivetran", "acme", "eu", "people")).stated().others())
                .isEqualTo(Map.of("discover.extra", "{\"a\": [1, 2]}", "discover.kinds", "[\"x\", \"y\"]", "discover.note", "of both"));
        assertThat(definitions.otherContent()).isEqualTo(Map.of("dag_status", "disabled", "discover.command", "discover"));
    }

    private static Map<String, String> digests(Definitions definitions) {
        Map<String, String> digests = new TreeMap<>();
        definitions.specs().forEach(spec -> digests.put(spec.key().toString(), Long.toHexString(spec.stated().digest())));
        return digests;
    }
}
