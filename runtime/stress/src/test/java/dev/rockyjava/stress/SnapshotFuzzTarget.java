package dev.rockyjava.stress;

import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.Optional;

/** What Jazzer calls with the bytes that it invents, guided by the branches that they reach; see the profile jazzer. */
public final class SnapshotFuzzTarget {

    private static final BuildOptions OPTIONS =
            new BuildOptions(EnumSet.allOf(BuildOptions.Switch.class), Optional.empty(), Optional.empty());

    private SnapshotFuzzTarget() {}

    /** Reads the bytes as a snapshot, and fails by any other exception than the one for a refusal. The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            DefinitionsBuilder.build(SnapshotReader.read(new ByteArrayInputStream(input), "s.json"), new RockyTranslator(), OPTIONS);
        } catch (SnapshotException e) {
            // refused
        }
    }
}
