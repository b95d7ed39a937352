package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.RunListener;
import java.util.function.Consumer;

/**
 * Sends what the command line's runs do to another program. Found by {@link java.util.ServiceLoader}; the artifact {@code
 * dev.rockyjava:rocky-openlineage} has one.
 */
public interface RunFollower {

    /** Returns the name of the option that asks for it, without dashes: {@code openlineage}. */
    String option();

    /**
     * Returns a listener for one run.
     *
     * @param engine what the run calls; remains the caller's
     * @param warnings receives one warning at a time
     * @throws dev.rockyjava.error.ProjectException if there is nothing to send to
     */
    RunListener listener(
            RockyComponent component, Definitions definitions, RockyEngine engine, Consumer<String> warnings);
}
