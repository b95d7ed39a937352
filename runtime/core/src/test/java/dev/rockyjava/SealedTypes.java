package dev.rockyjava;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes one of each subtype of a sealed type, so that a test sees those too that are added later. */
public final class SealedTypes {

    private SealedTypes() {}

    /** Returns one of each record, with some value in each component. */
    public static <T> Stream<T> all(Class<T> type) {
        return Arrays.stream(type.getPermittedSubclasses()).map(subtype -> type.cast(one(subtype)));
    }

    private static Object one(Class<?> subtype) {
        RecordComponent[] components = subtype.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return subtype.getDeclaredConstructor(types).newInstance(Arrays.stream(types).map(SealedTypes::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(subtype + " can't be made", e);
        }
    }

    private static Object value(Class<?> type) {
        if (type.isSealed()) {
            return one(type.getPermittedSubclasses()[0]);
        }
        return switch (type.getSimpleName()) {
            case "String" -> "2026-01-01";
            case "Optional" -> Optional.empty();
            case "List" -> List.of();
            case "SortedMap" -> new TreeMap<>();
            case "Path" -> Path.of("f");
            case "int" -> 1;
            default -> throw new AssertionError("no value for a component of " + type);
        };
    }
}
