package dev.rockyjava.internal.snapshot;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Short ways to snapshots and what is made of them. */
public final class Snapshots {

    /** Written by the real engine; the tests run in the folder of their module. */
    public static final Path EXAMPLE = Path.of("..", "..", "example-app", "rocky", "snapshot.json");

    private Snapshots() {}

    public static Snapshot read(byte[] bytes) {
        return SnapshotReader.read(new ByteArrayInputStream(bytes), "s.json");
    }

    public static Snapshot read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    public static Problem refused(byte[] bytes) {
        SnapshotException e = catchThrowableOfType(SnapshotException.class, () -> read(bytes));
        if (e == null || e.problems().size() != 1) {
            throw new AssertionError("expected one problem, got " + (e == null ? "none" : e.problems()));
        }
        return e.problems().get(0);
    }

    public static Problem refused(String json) {
        return refused(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A snapshot with a graph. Single quotes are written as double ones. */
    public static String withDag(String members) {
        return quoted("{'dag_status':'success','dag':{" + members + "}}");
    }

    /** A snapshot with a graph of these nodes only. */
    public static String ofNodes(String... nodes) {
        return withDag("'nodes':[" + String.join(",", nodes) + "]");
    }

    /** A model of the pipeline p, built as w.s.name. */
    public static String model(String name, String more) {
        return "{'id':'transformation:" + name + "','kind':'transformation','label':'" + name + "','pipeline':'p',"
                + "'target':{'catalog':'w','schema':'s','table':'" + name + "'}" + more + "}";
    }

    public static String model(String name) {
        return model(name, "");
    }

    /** A model that needs other nodes by declaration. */
    public static String modelOn(String name, String... ids) {
        return model(name, ",'depends_on':['" + String.join("','", ids) + "']");
    }

    public static String lineage(String sourceModel, String sourceColumn, String targetModel, String targetColumn) {
        return "{'source':{'model':'" + sourceModel + "','column':'" + sourceColumn + "'},'target':{'model':'"
                + targetModel + "','column':'" + targetColumn + "'},'transform':'direct'}";
    }

    public static String quoted(String json) {
        return json.replace('\'', '"');
    }

    public static DefinitionsBuilder.Result build(String json) {
        return DefinitionsBuilder.build(read(json), new RockyTranslator());
    }

    public static Definitions definitions(String json) {
        return build(json).definitions();
    }

    public static SnapshotException unusable(String json) {
        return catchThrowableOfType(SnapshotException.class, () -> build(json));
    }
}
