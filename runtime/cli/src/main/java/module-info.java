/** The command line of rocky-java. */
module dev.rockyjava.cli {
    requires transitive dev.rockyjava;
    requires info.picocli;
    requires java.compiler;
    requires java.xml;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports dev.rockyjava.cli;
    exports dev.rockyjava.cli.page;

    uses dev.rockyjava.cli.RemoteCalls;
    uses dev.rockyjava.cli.RunFollower;

    // picocli fills in the options.
    opens dev.rockyjava.cli to info.picocli;
}
