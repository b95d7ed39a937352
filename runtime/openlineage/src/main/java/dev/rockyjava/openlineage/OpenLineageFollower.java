package dev.rockyjava.openlineage;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RunFollower;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.RunListener;
import java.util.function.Consumer;

/** The command line's way to OpenLineage. Only the command line creates it. */
public final class OpenLineageFollower implements RunFollower {

    /** Called by the command line. */
    public OpenLineageFollower() {}

    @Override
    public String option() {
        return "openlineage";
    }

    @Override
    public RunListener listener(
            RockyComponent component, Definitions definitions, RockyEngine engine, Consumer<String> warnings) {
        return OpenLineageListener.of(component, definitions, engine).warnings(warnings).build();
    }
}
