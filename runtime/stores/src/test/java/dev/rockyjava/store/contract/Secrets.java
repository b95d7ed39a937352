package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Looks for secrets in everything that a log would print of an exception. */
final class Secrets {

    private Secrets() {}

    static void assertNotIn(Throwable thrown, String... secrets) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain(secrets);
    }
}
