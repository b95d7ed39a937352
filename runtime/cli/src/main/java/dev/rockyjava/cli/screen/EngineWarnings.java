package dev.rockyjava.cli.screen;

import dev.rockyjava.engine.cli.EngineStateFile;
import dev.rockyjava.run.RunEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds warnings in the engine's log that are shown even if the log isn't. Each is returned only once. */
public final class EngineWarnings {

    private final Set<String> seen = new HashSet<>();

    public Optional<StyledText> of(RunEvent.EngineLog log) {
        return EngineStateFile.warningIn(log.line()).filter(seen::add).map(Terminal::warning);
    }
}
