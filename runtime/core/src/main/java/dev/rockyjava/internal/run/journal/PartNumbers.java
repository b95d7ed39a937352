package dev.rockyjava.internal.run.journal;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.run.history.RunPart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * The numbers of the parts of runs, see {@link RunPart#number()}: journals are read for them without being parsed, as they
 * are long, and needed before each run.
 */
public final class PartNumbers {

    /** More than the last line of a journal has, whatever the run. */
    private static final int TAIL = 4096;

    private PartNumbers() {}

    /**
     * Returns the number for the next part in a folder. The caller holds its lock.
     *
     * @throws dev.rockyjava.run.history.JournalException if the folder can't be read
     */
    static long next(Path folder) {
        long ofJournals = JournalFile.files(folder).stream().mapToLong(PartNumbers::last).max().orElse(0);
        // That of a journal which was deleted isn't used again: it would hide the loss.
        return 1 + Math.max(ofJournals, RunLock.lastPart(folder));
    }

    /** Returns journals by the numbers of their first parts; those without one come first, in the order given. */
    static List<Path> sorted(List<Path> journals) {
        Map<Path, Long> numbers = new HashMap<>();
        journals.forEach(journal -> numbers.put(journal, first(journal)));
        return journals.stream().sorted(Comparator.comparing(numbers::get)).toList();
    }

    private static long first(Path journal) {
        try (BufferedReader lines = Files.newBufferedReader(RegularFile.require(journal), StandardCharsets.ISO_8859_1)) {
            String head = lines.readLine();
            return head == null ? 0 : number(head);
        } catch (IOException e) {
            return 0; // reported when it is read
        }
    }

    /**
     * Returns the number of a journal's last part; 0 if it has none or can't be read: one such journal must not keep all
     * runs from starting.
     */
    public static long last(Path journal) {
        try {
            String end = lastLine(journal);
            if ((end.startsWith("{\"type\":\"finished\"") || end.startsWith("{\"type\":\"deleting\"")) && number(end) > 0) {
                return number(end);
            }
            long last = 0;
            try (BufferedReader lines = Files.newBufferedReader(RegularFile.require(journal), StandardCharsets.ISO_8859_1)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("{\"type\":\"run\"") || line.startsWith("{\"type\":\"resumed\"")) {
                        last = Math.max(last, number(line));
                    }
                }
            }
            return last;
        } catch (IOException e) {
            return 0; // a history leaves it out too, and says so
        }
    }

    private static String lastLine(Path journal) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(RegularFile.require(journal))) {
            InputStream tail = Channels.newInputStream(file.position(Math.max(0, file.size() - TAIL)));
            String text = new String(tail.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.endsWith("\n") ? text.substring(text.lastIndexOf('\n', text.length() - 2) + 1) : "";
        }
    }

    private static long number(String line) {
        try {
            return Mappers.json().readTree(line).path("part").asLong(0);
        } catch (JacksonException e) {
            return 0; // what a crash left of a line
        }
    }
}
