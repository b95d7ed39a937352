package dev.rockyjava.stress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The documents that campaigns start from: small ones that have everything, the example's, and recorded ones if given. */
final class Corpus {

    private static final Path EXAMPLE = Path.of("..", "..", "example-app", "rocky", "snapshot.json");

    private Corpus() {}

    /** Returns snapshots. The small ones are there often, since an attack on a large one takes ten times as long. */
    static List<String> snapshots() {
        List<String> all = new ArrayList<>(Collections.nCopies(16, text("snapshot-dag.json")));
        all.addAll(Collections.nCopies(6, text("snapshot-discover.json")));
        all.add(read(EXAMPLE));
        recorded().map(Corpus::read).map(Corpus::asSnapshot).forEach(all::add);
        return all;
    }

    /** Returns documents that the engine prints. */
    static List<String> documents() {
        List<String> all = new ArrayList<>();
        new JsonMapper().readTree(text("documents.json")).forEach(document -> all.add(document.toString()));
        recorded().map(Corpus::read).forEach(all::add);
        return all;
    }

    static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asSnapshot(String document) {
        String command = new JsonMapper().readTree(document).path("command").asString("");
        return "{\"dag_status\": \"success\", \"" + command + "\": " + document + "}";
    }

    private static Stream<Path> recorded() {
        String folder = System.getProperty("rocky.fixtures", "");
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
