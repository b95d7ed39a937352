package dev.rockyjava.run;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.internal.run.text.RequestText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that is killed while it works: its engine never comes back from model c. */
public final class CrashingRun {

    private CrashingRun() {}

    static Definitions definitions() {
        return new Project()
                .replication("ingest", "id=x").model("a", "ingest/load").model("b").model("c", "a").model("d", "c", "b")
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Path journal = Path.of(arguments[0]);
        ScriptedEngine engine = new ScriptedEngine();
        engine.before(request -> {
            if (RequestText.of(request).contains("--model c ")) {
                try {
                    Files.writeString(journal.resolveSibling("working"), "");
                    new CountDownLatch(1).await();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new EngineInterruptedException("ended", e);
                }
            }
        });
        Materializer.of(definitions(), engine).journal(journal).cancelOnShutdown().run();
    }
}
