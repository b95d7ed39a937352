package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;

/** In a class of its own, which is loaded only where the embedded engine is on the class path. */
final class EmbeddedEngines {

    private EmbeddedEngines() {}

    static RockyEngine open(RockyComponent component) {
        return EmbeddedEngine.open(component.rockyToml());
    }
}
