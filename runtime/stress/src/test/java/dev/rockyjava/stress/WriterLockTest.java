package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.internal.file.WriterLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that acquire and release the lock of one file all the time: each deletes the lock's file when it is done. */
class WriterLockTest {

    private static final String SECONDS = Campaign.isLong() ? "20" : "2";

    @Test
    void oneProgramHoldsItAtATime(@TempDir Path temporary) {
        new Campaign("writer-lock", 1, 6).run((round, random) -> {
            Path file = Files.createDirectory(temporary.resolve("r" + round)).resolve("snapshot.json");
            List<ChildJvm> programs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                programs.add(ChildJvm.start(Program.class, file.toString(), SECONDS));
            }
            List<String> printed = new ArrayList<>();
            for (ChildJvm program : programs) {
                try (program) {
                    printed.addAll(program.end());
                }
            }
            assertThat(printed).hasSize(5).containsOnly("alone");
            return "held by one at a time";
        });
    }

    static final class Program {

        private Program() {}

        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[0]);
            Path held = file.resolveSibling("held");
            long end = System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L;
            while (System.nanoTime() < end) {
                WriterLock lock = WriterLock.acquire(file);
                try {
                    Files.createFile(held);
                    Files.delete(held);
                } catch (FileAlreadyExistsException e) {
                    System.out.println("another one holds it");
                    return;
                } finally {
                    lock.close();
                }
            }
            System.out.println("alone");
        }
    }
}
