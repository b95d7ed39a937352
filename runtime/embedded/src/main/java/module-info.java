/** An engine inside the JVM, on DuckDB, for examples and tests where the rocky binary is not installed. */
module dev.rockyjava.embedded {
    requires transitive dev.rockyjava;
    // The driver is an automatic module and comes in as a provider of java.sql.Driver; requiring it by its
    // derived name would break as soon as it gets a real one.
    requires java.sql;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports dev.rockyjava.engine.embedded;
}
