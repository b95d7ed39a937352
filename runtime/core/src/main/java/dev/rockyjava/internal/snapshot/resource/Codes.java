package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import java.util.Optional;

/**
 * The numbers that represent enum constants in a resource. They don't depend on the order of the constants: a
 * constant keeps its number forever, a new one gets a new number, and the number of a removed one is never reused.
 */
final class Codes {

    private Codes() {}

    static int of(NodeKind kind) {
        return kind.code();
    }

    /**
     * Returns the kind with a code.
     *
     * @throws IllegalArgumentException if this version knows none
     */
    static NodeKind kind(int code) {
        // No lambda: the first one of a process takes as long as all else that one key needs.
        Optional<NodeKind> kind = NodeKind.ofCode(code);
        if (kind.isEmpty()) {
            throw unknown(code);
        }
        return kind.get();
    }

    static int of(Grain grain) {
        return switch (grain) {
            case HOUR -> 1;
            case DAY -> 2;
            case MONTH -> 3;
            case YEAR -> 4;
        };
    }

    /**
     * Returns the grain with a code.
     *
     * @throws IllegalArgumentException if this version knows none
     */
    static Grain grain(int code) {
        return switch (code) {
            case 1 -> Grain.HOUR;
            case 2 -> Grain.DAY;
            case 3 -> Grain.MONTH;
            case 4 -> Grain.YEAR;
            default -> throw unknown(code);
        };
    }

    static int of(Dependency.Origin origin) {
        return switch (origin) {
            case DECLARED -> 1;
            case COLUMN_LINEAGE -> 2;
            case PHYSICAL_TARGET -> 3;
            case SQL -> 4;
        };
    }

    /**
     * Returns the origin with a code.
     *
     * @throws IllegalArgumentException if this version knows none
     */
    static Dependency.Origin origin(int code) {
        return switch (code) {
            case 1 -> Dependency.Origin.DECLARED;
            case 2 -> Dependency.Origin.COLUMN_LINEAGE;
            case 3 -> Dependency.Origin.PHYSICAL_TARGET;
            case 4 -> Dependency.Origin.SQL;
            default -> throw unknown(code);
        };
    }

    private static IllegalArgumentException unknown(int code) {
        return new IllegalArgumentException("no constant has the code " + code);
    }
}
