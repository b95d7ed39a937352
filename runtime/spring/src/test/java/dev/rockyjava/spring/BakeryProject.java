package dev.rockyjava.spring;

import com.acme.bakery.BakeryApplication;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A copy of the bakery's project, which an application works on. */
final class BakeryProject {

    /** Also the working directory's when Boot 4 runs the tests. */
    static final Path ORIGINAL = Stream.of("src/test/project", "../src/test/project")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();

    private final Path folder;

    BakeryProject(Path folder) {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = folder.resolve(ORIGINAL.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Uses a shell script in place of the engine. It answers queries by the files in "answers", and builds any model at once.
     *
     * @param first what it does first, with the name of the model or query in $model and $query, in the folder of rocky.toml
     */
    BakeryProject withEngine(String first) {
        write("fake-rocky", """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                while [ $# -gt 0 ]; do
                  case "$1" in
                    --model) model=$2; shift;;
                    compile|dag|discover) query=$1;;
                  esac
                  shift
                done
                %s
                [ -n "$query" ] && exec cat "../answers/$query.json"
                cat <<END
                {"version": "1.71.0", "command": "run", "status": "Success", "materializations": [
                  {"asset_key": ["bakery", "sales", "$model"], "rows_copied": 2, "duration_ms": 5, "metadata": {"strategy": "full_refresh"}}]}
                END
                """.formatted(first));
        if (!file("fake-rocky").toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make the script executable");
        }
        return withBinary(file("fake-rocky"));
    }

    BakeryProject withBinary(Path program) {
        write("defs.yaml", read("defs.yaml").replace("attributes:", "attributes:\n  binary_path: " + program));
        return this;
    }

    /**
     * Returns the arguments of an application with the generated class, on a free port and with everything exposed.
     *
     * @param more properties as NAME=VALUE, which may replace these
     */
    List<String> arguments(String... more) {
        Map<String, String> properties = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "rocky.definitions=com.acme.bakery.BakeryDefinitions",
                                "rocky.project=" + folder,
                                "server.port=0",
                                "management.endpoints.web.exposure.include=*",
                                "management.endpoint.health.show-details=always"),
                        Stream.of(more))
                .forEach(property -> properties.put(property.split("=", 2)[0], property.split("=", 2)[1]));
        return properties.entrySet().stream().map(property -> "--" + property).toList();
    }

    ConfigurableApplicationContext start(String... properties) {
        return start(BakeryApplication.class, properties);
    }

    ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return SpringApplication.run(application, arguments(properties).toArray(String[]::new));
    }

    Path journal() {
        return file(".rocky-java/runs");
    }

    List<RecordedRun> runs() {
        return RunHistory.read(journal()).runs();
    }

    /** Waits until something is there. */
    static <T> T await(Supplier<Optional<T>> something) throws InterruptedException {
        Optional<T> found = something.get();
        while (found.isEmpty()) {
            Thread.sleep(20);
            found = something.get();
        }
        return found.get();
    }
}
