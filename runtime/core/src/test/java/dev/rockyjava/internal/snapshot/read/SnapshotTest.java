package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.snapshot.Location;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void everythingThatBecomesAnAssetHasThePlaceOfItsFirstMention() {
        Snapshot snapshot = Snapshots.read(Snapshots.quoted("""
                {'dag_status':'success','dag':{'nodes':[
                {'id':'transformation:m','kind':'transformation','label':'m','pipeline':'p'},
                {'id':'seed:s','kind':'seed','label':'s'}]},
                'compile':{'models_detail':[
                {'name':'m','target':{'catalog':'w','schema':'s','table':'m'}},
                {'name':'n','target':{'catalog':'w','schema':'s','table':'n'}}]},
                'discover':{'sources':[
                {'id':'acme','source_type':'x','components':{},'tables':[{'name':'orders'},{'name':'people'}]}]}}
                """));

        assertThat(snapshot.places()).isEqualTo(Map.of(
                "transformation:m", new Location(2, 1, "/dag/nodes/0"),
                "seed:s", new Location(3, 1, "/dag/nodes/1"),
                "transformation:n", new Location(6, 1, "/compile/models_detail/1"),
                "table:acme.orders", new Location(8, 1, "/discover/sources/0"),
                "table:acme.people", new Location(8, 1, "/discover/sources/0")));
    }

    @Test
    void problemsOfCompileAreErrorsAndWhatIsWrongWithContracts() {
        Snapshot snapshot = Snapshots.read(Snapshots.quoted("""
                {'dag_status':'success','dag':{'nodes':[]},'compile':{'models_detail':[],'diagnostics':[
                {'severity':'Warning','code':'W1','message':'careful','model':'a'},
                {'severity':'Error','code':'E2','message':'wrong','model':'b'},
                {'severity':'Error','code':'E1','message':'wrong','model':'a'},
                {'severity':'Info','code':'I1','message':'by the way','model':'a'}]},
                'rocky_java':{'compile_diagnostics':[{'severity':'Error','code':'E3','message':'elsewhere','model':'c'}]}}
                """));

        assertThat(snapshot.compileProblems()).extracting(CompileDiagnostic::model).isEqualTo(List.of("a", "b", "c"));
    }
}
