package dev.rockyjava.junit;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.TransformationAsset;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database of a Rocky project for one test, which {@link RockyTest} hands to it: the test gives rows to what a model
 * reads, builds the model, and looks at its rows. The project and its databases aren't touched, and nothing is left after the
 * test. Tests may run at the same time, each with its own sandbox; one sandbox is for one thread.
 *
 * <p>Only what the test builds is built, by the engine of {@link RockyTest#engine}. Everything that it reads needs rows, except
 * seeds: one without given rows is loaded from the project's file.
 */
public final class RockySandbox {

    private final TestedProject project;
    private final TestEngine engineChoice;
    private final Class<?> testClass;
    private final ProjectCopy copy;
    private final GivenTables given;
    private @Nullable RockyEngine engine;

    RockySandbox(TestedProject project, TestEngine engineChoice, Class<?> testClass) {
        this.project = project;
        this.engineChoice = engineChoice;
        this.testClass = testClass;
        this.copy = ProjectCopy.of(project.component());
        this.given = new GivenTables(project, copy);
    }

    /**
     * Gives an asset's table these rows, replacing those that it has.
     *
     * <p>A column's type is the one in the table's first line ({@code amount::DECIMAL(12,2)}), or of its Java values, or
     * inferred from all its cells: {@code true}/{@code false}, whole numbers as {@code BIGINT}, others as {@code DECIMAL},
     * dates, timestamps, otherwise {@code VARCHAR}. The asset's other columns that are known are NULL, and take the type that
     * their use needs, as does a column without any value.
     *
     * <p>Rows of a model that is built afterwards are its earlier state: its columns then have the types of its query.
     *
     * @throws SandboxException if the asset has no table of its own, or neither its SQL nor its lineage has a column of a name
     */
    public void given(Asset asset, Rows rows) {
        given.put(spec(asset), rows);
    }

    /** Gives an asset's table the rows of a text table, see {@link #given(Asset, Rows)} and {@link Rows#table}. */
    public void given(Asset asset, String table) {
        given(asset, Rows.table(table));
    }

    /** Gives an asset's table rows of maps or records, see {@link #given(Asset, Rows)} and {@link Rows#of}. */
    public void given(Asset asset, List<?> rows) {
        given(asset, Rows.of(rows));
    }

    /**
     * Gives a table these rows which isn't an asset of its own, as those that a replication copies or a load fills.
     *
     * @param table as in the SQL that reads it, {@code warehouse.lake_shop__eu.orders}; without a catalog, or without a schema,
     *     that of the database
     * @param rows as for {@link #given(Asset, Rows)}
     */
    public void givenTable(String table, Rows rows) {
        given.put(table, rows);
    }

    /** Gives a table the rows of a text table, see {@link #givenTable(String, Rows)}. */
    public void givenTable(String table, String rows) {
        givenTable(table, Rows.table(rows));
    }

    /** Gives assets empty tables, with the columns that are known. */
    public void givenNoRows(Asset... assets) {
        for (Asset asset : assets) {
            given.putEmpty(spec(asset));
        }
    }

    /**
     * Fixes the time: {@code now()}, {@code current_timestamp}, {@code current_date}, {@code today()} and the like return it in
     * SQL.
     */
    public void now(Instant now) {
        copy.databases().forEach(database -> database.fix(now));
    }

    /**
     * Builds a model from the rows that were given, and nothing else except missing seeds that it reads.
     *
     * @throws SandboxException if something that it reads has no rows, or its SQL fails; the message has the database's whole
     *     text, and the file
     */
    public void build(TransformationAsset asset) {
        buildModel(asset, materializer -> materializer);
    }

    /**
     * Builds one partition of a model.
     *
     * @throws SandboxException as {@link #build(TransformationAsset)}
     */
    public <P extends Temporal> void build(PartitionedAsset<P> asset, P partition) {
        buildModel(asset, materializer -> materializer.partition(asset, partition));
    }

    /**
     * Builds the partitions of a model from the first to the last, both included.
     *
     * @throws SandboxException as {@link #build(TransformationAsset)}
     */
    public <P extends Temporal> void build(PartitionedAsset<P> asset, P first, P last) {
        buildModel(asset, materializer -> materializer.partitions(asset, first, last));
    }

    /**
     * Loads a seed from the project's file.
     *
     * @throws SandboxException if it can't be loaded
     */
    public void build(SeedAsset seed) {
        run(spec(seed), materializer -> materializer);
    }

    private void buildModel(Asset asset, UnaryOperator<Materializer> partitions) {
        TestedModel model = prepared(asset);
        given.prepareState(model);
        run(model.spec(), partitions);
    }

    private TestedModel prepared(Asset asset) {
        TestedModel model = TestedModel.of(spec(asset), copy);
        for (AssetSpec seed : given.missingSeeds(model)) {
            run(seed, materializer -> materializer);
        }
        given.requireAll(model);
        return model;
    }

    /**
     * Returns the rows of a CTE with which a model's query begins ({@code WITH name AS (...)}), from the rows that were given. The
     * model isn't built: DuckDB executes this part of its SQL.
     *
     * @throws SandboxException if there is no such CTE, something that the model reads has no rows, or its SQL fails
     */
    public Rows cte(TransformationAsset asset, String name) {
        TestedModel model = prepared(asset);
        return cte(model, model.query(), name);
    }

    /**
     * Returns the rows of a CTE of a model for one partition, see {@link #cte(TransformationAsset, String)}.
     *
     * @throws SandboxException as {@link #cte(TransformationAsset, String)}
     */
    public <P extends Temporal> Rows cte(PartitionedAsset<P> asset, P partition, String name) {
        TestedModel model = prepared(asset);
        return cte(model, model.query(asset, partition), name);
    }

    private Rows cte(TestedModel model, Optional<String> query, String name) {
        SandboxDatabase database = copy.database(given.target(model.spec()));
        String sql = query.orElseThrow(() -> new SandboxException(model.spec().key() + " isn't written in SQL"));
        List<String> names = database.ctes(sql);
        if (names.stream().noneMatch(name::equalsIgnoreCase)) {
            throw new SandboxException("the query of " + model.spec().key() + " begins with no CTE " + name + "; there are " + names);
        }
        return database.cte(sql, name);
    }

    private void run(AssetSpec spec, UnaryOperator<Materializer> settings) {
        AssetOutcome outcome;
        if (engineChoice == TestEngine.ROCKY) {
            copy.closeDatabases();
        }
        try {
            RockyEngine using = engine();
            Materializer materializer = Materializer.of(project.definitions(), using)
                    .select(AssetSelection.ofKeys(List.of(spec.key())))
                    .execute(NodeKind.SEED);
            outcome = settings.apply(materializer).run().outcome(spec.key());
        } catch (EngineException e) {
            throw new SandboxException("can't build " + spec.key() + ": " + copy.shown(String.valueOf(e.getMessage())), e);
        }
        if (outcome.status() != OutcomeStatus.MATERIALIZED) {
            String place = outcome.location()
                    .map(location -> " (" + copy.shown(copy.rockyToml().resolveSibling(location.toString()).toString()) + ")")
                    .orElse("");
            throw new SandboxException("can't build " + spec.key() + place + " with " + engine().info() + ": "
                    + copy.shown(outcome.reason().orElse("it is " + outcome.status())));
        }
    }

    private RockyEngine engine() {
        RockyEngine open = engine;
        if (open == null) {
            open = copy.engine(engineChoice, project.component());
            engine = open;
        }
        return open;
    }

    /**
     * Returns the rows of an asset's table.
     *
     * @throws SandboxException if it has no table: it was neither built nor given
     */
    public Rows rows(Asset asset) {
        AssetSpec spec = spec(asset);
        Target target = given.target(spec);
        SandboxDatabase database = copy.database(target);
        if (!database.has(target)) {
            throw new SandboxException(spec.key() + " has no table " + target + " in this test; build it first");
        }
        return database.query("SELECT * FROM " + SandboxDatabase.name(target)).of(spec.key());
    }

    /**
     * Returns the rows of a query, which reads tables as models do. With several databases, it reads the first.
     *
     * @throws SandboxException if it fails; the message has the database's whole text
     */
    public Rows query(String sql) {
        return copy.databases().get(0).query(sql);
    }

    /** Returns the rows of a text table, to be given or expected; the same as {@link Rows#table}. */
    public Rows table(String text) {
        return Rows.table(text);
    }

    /**
     * Returns the rows of a CSV file on the class path, see {@link Rows#csv(String)}.
     *
     * @param resource relative to the test class's package, or absolute with a leading slash
     * @throws SandboxException if there is no such resource, or it is no CSV
     */
    public Rows csv(String resource) {
        try (InputStream in = testClass.getResourceAsStream(resource)) {
            if (in == null) {
                throw new SandboxException("there is no " + resource + " on the class path, seen from " + testClass.getName()
                        + "; begin it with / if it isn't in the same package");
            }
            return Rows.csv(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SandboxException("can't read " + resource + ": " + e, e);
        }
    }

    private AssetSpec spec(Asset asset) {
        return project.definitions().get(asset);
    }

    /** Returns the folder of the copied {@code rocky.toml}. */
    Path folder() {
        return Optional.ofNullable(copy.rockyToml().getParent()).orElse(copy.rockyToml());
    }

    void close() {
        RockyEngine open = engine;
        if (open != null) {
            open.close();
        }
        copy.close();
    }
}
