/** Typed assets of a Rocky project: the model, the snapshot, the engine contract and the execution. */
@SuppressWarnings("module") // the modules that internal packages are exported to are compiled after this one
module dev.rockyjava {
    requires java.net.http;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    exports dev.rockyjava;
    exports dev.rockyjava.annotation;
    exports dev.rockyjava.asset;
    exports dev.rockyjava.asset.compile;
    exports dev.rockyjava.asset.diff;
    exports dev.rockyjava.asset.partition;
    exports dev.rockyjava.asset.selection;
    exports dev.rockyjava.config;
    exports dev.rockyjava.engine;
    exports dev.rockyjava.engine.cli;
    exports dev.rockyjava.engine.document;
    exports dev.rockyjava.error;
    exports dev.rockyjava.generated;
    exports dev.rockyjava.refresh;
    exports dev.rockyjava.run;
    exports dev.rockyjava.run.history;
    exports dev.rockyjava.run.pipes;
    exports dev.rockyjava.run.webhook;
    exports dev.rockyjava.snapshot;
    exports dev.rockyjava.store;
    exports dev.rockyjava.translate;

    exports dev.rockyjava.internal.document to dev.rockyjava.embedded, dev.rockyjava.temporal;
    exports dev.rockyjava.internal.file to dev.rockyjava.cli, dev.rockyjava.embedded, dev.rockyjava.junit;
    exports dev.rockyjava.internal.json to dev.rockyjava.cli, dev.rockyjava.temporal;
    exports dev.rockyjava.internal.name to dev.rockyjava.cli, dev.rockyjava.embedded, dev.rockyjava.junit;
    exports dev.rockyjava.internal.run.json to dev.rockyjava.cli;
    exports dev.rockyjava.internal.secret to dev.rockyjava.openlineage;
    exports dev.rockyjava.internal.snapshot.read to dev.rockyjava.cli, dev.rockyjava.junit, dev.rockyjava.openlineage;
    exports dev.rockyjava.internal.sql to dev.rockyjava.cli, dev.rockyjava.embedded, dev.rockyjava.junit, dev.rockyjava.openlineage;
    exports dev.rockyjava.internal.text to dev.rockyjava.cli, dev.rockyjava.embedded, dev.rockyjava.temporal;
    exports dev.rockyjava.internal.thread to dev.rockyjava.cli, dev.rockyjava.embedded, dev.rockyjava.openlineage, dev.rockyjava.temporal;
    exports dev.rockyjava.internal.toml to dev.rockyjava.embedded, dev.rockyjava.junit, dev.rockyjava.openlineage, dev.rockyjava.temporal;

    uses dev.rockyjava.store.StateStoreProvider;

    // Jackson makes the records of the engine's documents.
    opens dev.rockyjava.engine.document to tools.jackson.databind;
}
