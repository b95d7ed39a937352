package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.internal.sql.ModelCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL of models, from the files that the snapshot names. A text is taken only if its digest is the one that the snapshot
 * states: what was edited since isn't what the page is about, and a snapshot that names somebody else's file doesn't get it.
 */
final class ModelSql {

    /** How the text of a model is there, in the order of their numbers in the data. */
    static final List<String> WORDS = List.of("", "there", "edited", "gone", "large");

    private static final int NONE = 0;
    private static final int THERE = 1;
    private static final int EDITED = 2;
    private static final int GONE = 3;
    private static final int LARGE = 4;

    /** In characters. SQL gets about a third as large in the page, which stays below 4 MB with ten thousand models. */
    private static final int LARGEST = 200_000;
    private static final int MOST = 6_000_000;

    private final Path project;
    private final List<String> texts = new ArrayList<>();
    private int characters;

    /** @param project the folder that the snapshot's paths are relative to */
    ModelSql(Path project) {
        this.project = project;
    }

    /**
     * A model's own file.
     *
     * @param path relative to the project; empty if the snapshot names none
     * @param how the position in {@link #WORDS}
     * @param text the position in {@link #texts}; -1 if there is none
     */
    record Found(Optional<String> path, int how, int text) {}

    /** Reads the file of an asset. */
    Found of(AssetSpec spec) {
        Map<String, String> code = spec.stated().code();
        Optional<String> seed = code.keySet().stream().filter(ModelCode::isSeed).findFirst();
        Optional<String> path = code.keySet().stream().filter(ModelCode::isModel).findFirst();
        if (path.isEmpty()) {
            return new Found(seed, NONE, TextTable.NONE);
        }
        int how = read(path.get(), String.valueOf(code.get(path.get())));
        return new Found(path, how, how == THERE ? texts.size() - 1 : TextTable.NONE);
    }

    private int read(String path, String digest) {
        try {
            Path file = project.resolve(path);
            if (!Files.isRegularFile(file)) {
                return GONE;
            }
            if (!ModelCode.ofFile(file).equals(Optional.of(digest))) {
                return EDITED;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8); // what isn't UTF-8 is shown as such
            if (text.length() > LARGEST || characters + text.length() > MOST) {
                return LARGE;
            }
            characters += text.length();
            texts.add(text);
            return THERE;
        } catch (IOException | InvalidPathException e) {
            return GONE;
        }
    }

    /** Returns the texts that were read, in the order of the calls. */
    List<String> texts() {
        return texts;
    }
}
