package dev.rockyjava.internal.snapshot;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Python peer: an interpreter that has dagster-rocky. */
record Peer(String python, Path folder) {

    /** Skips the test, and says so, when nobody named an interpreter. */
    public static Peer find(Path folder) {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(
                python.isEmpty(), "no peer to compare with: run with -Drocky.peer.python=<a Python with dagster-rocky>");
        return new Peer(python, folder);
    }

    /** What the peer makes of a snapshot, see {@code ask_peer.py}. */
    public JsonNode ask(String snapshot) throws IOException, InterruptedException {
        return ask("ask_peer.py", snapshot);
    }

    /** What the peer makes of a snapshot without its graph, see {@code ask_peer_discover.py}. */
    public JsonNode askDiscover(String snapshot, String attributes) throws IOException, InterruptedException {
        return ask("ask_peer_discover.py", snapshot, attributes);
    }

    private JsonNode ask(String name, String snapshot, String... arguments) throws IOException, InterruptedException {
        Path script = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(Peer.class.getResourceAsStream(name))) {
            Files.write(script, in.readAllBytes());
        }
        Path answer = folder.resolve("answer.json");
        Path errors = folder.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(
                python, script.toString(), Files.writeString(folder.resolve("asked.json"), snapshot).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(answer.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the peer hangs");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("the peer can't read the snapshot: " + Files.readString(errors));
        }
        return new JsonMapper().readTree(answer.toFile());
    }
}
