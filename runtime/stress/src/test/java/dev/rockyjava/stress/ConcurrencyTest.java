package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refreshes, readers and runs at once on one project: in this JVM by two copies of this library, and in a second JVM. */
class ConcurrencyTest {

    private static final String SECONDS = Campaign.isLong() ? "20" : "3";

    private static final List<String> KINDS = List.of("refreshes", "reads", "runs", "runs refused as another one worked");

    private final long[] done = new long[4];

    @Test
    void nothingIsTornOrLostAndNothingWaitsForever(@TempDir Path temporary) {
        Campaign campaign = new Campaign("concurrency", 1, 90);
        campaign.run((round, random) -> {
            Path folder = Files.createDirectory(temporary.resolve("r" + round));
            attack(folder);
            Leftovers.delete(folder);
            for (int i = 0; i < done.length; i++) {
                campaign.figure(KINDS.get(i), done[i]);
            }
            return "times " + SECONDS + " seconds";
        });
    }

    private void attack(Path folder) throws Exception {
        Files.writeString(folder.resolve("rocky.toml"), "");
        Files.write(folder.resolve("edits"), new byte[1]);
        Files.createDirectory(ProjectWorker.journal(folder));
        ProjectWorker.main(new String[] {folder.toString(), "0", "1", "0", "0"}); // one refresh, so that there is a snapshot
        try (ChildJvm program = ChildJvm.start(ProjectWorker.class, folder.toString(), SECONDS, "1", "0", "1");
                URLClassLoader copy = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            CompletableFuture<Void> other = work(copy.loadClass(ProjectWorker.class.getName()), folder, "1", "1", "1");
            work(ProjectWorker.class, folder, "3", "3", "2").join();
            other.join();
            List<String> printed = program.end();
            assertThat(program.process().exitValue()).as("%s", printed).isZero();
        }
        long runs = 0;
        for (String line : Files.readAllLines(folder.resolve("work"))) {
            long[] counts = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
            Arrays.setAll(done, i -> done[i] + counts[i]);
            runs += counts[2];
        }
        long all = runs;
        List<RecordedRun> recorded = RunHistory.read(ProjectWorker.journal(folder)).runs();
        assertThat(recorded).hasSize((int) Math.min(runs, 20)).allSatisfy(run -> assertThat(run.resumable()).isFalse());
        assertThat(recorded.get(0).parts()).as("each run has a number of its own")
                .singleElement().satisfies(part -> assertThat(part.number()).isEqualTo(all));
        assertThat(Leftovers.temporaryFilesIn(folder)).isEmpty();
    }

    private static CompletableFuture<Void> work(Class<?> worker, Path folder, String... counts) {
        String[] arguments = Stream.concat(Stream.of(folder.toString(), SECONDS), Stream.of(counts)).toArray(String[]::new);
        return CompletableFuture.runAsync(() -> {
            try {
                worker.getMethod("main", String[].class).invoke(null, (Object) arguments);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }
}
