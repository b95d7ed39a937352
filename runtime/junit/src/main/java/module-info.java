/** Tests of a Rocky project's SQL models in JUnit. */
module dev.rockyjava.junit {
    requires transitive dev.rockyjava;
    requires dev.rockyjava.embedded;
    // The driver is an automatic module and comes in as a provider of java.sql.Driver, as in rocky-embedded.
    requires java.sql;
    requires tools.jackson.databind;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.rockyjava.junit;
}
