package dev.rockyjava.cli.doctor;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import java.nio.file.Path;
import java.util.Optional;

/** A project as {@link Doctor} examines it. */
public interface ExaminedProject {

    /** Returns the project; one without configuration if {@link #brokenYaml()} is present. */
    RockyComponent component();

    /** Returns the configuration file; empty if there is none. */
    Optional<Path> defsYaml();

    /** Returns why the configuration is unusable; empty if it isn't. */
    Optional<String> brokenYaml();

    /** Returns the definitions that the application was compiled with; empty outside an application. */
    Optional<Definitions> compiled();

    /** Returns an engine. The caller closes it. */
    RockyEngine engine();
}
