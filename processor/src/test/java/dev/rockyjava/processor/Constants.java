package dev.rockyjava.processor;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.SortedMap;
import java.util.TreeMap;

/** The constants of a generated class, read by reflection. */
final class Constants {

    private Constants() {}

    /** The keys by the path of their constant: {@code Marts.FCT_ORDERS}. */
    static SortedMap<String, AssetKey> of(TestProject.Result result, String className) {
        SortedMap<String, AssetKey> keys = new TreeMap<>();
        all(result, className, Asset.class).forEach((path, asset) -> keys.put(path, asset.key()));
        return keys;
    }

    /** The same of the class of texts. */
    static SortedMap<String, AssetKey> texts(TestProject.Result result, String className) {
        SortedMap<String, AssetKey> keys = new TreeMap<>();
        all(result, className + "$Keys", String.class).forEach((path, text) -> keys.put(path, AssetKey.parse(text)));
        return keys;
    }

    /** The constants of one type by their path. */
    static <T> SortedMap<String, T> all(TestProject.Result result, String className, Class<T> type) {
        SortedMap<String, T> found = new TreeMap<>();
        try {
            collect(result.loader().loadClass(className), "", type, found);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static <T> void collect(Class<?> holder, String path, Class<T> type, SortedMap<String, T> found)
            throws IllegalAccessException {
        for (Field field : holder.getFields()) {
            if (!type.isAssignableFrom(field.getType())) {
                continue;
            }
            if (!Modifier.isPublic(field.getDeclaringClass().getModifiers())) {
                field.setAccessible(true);
            }
            found.put(path + field.getName(), type.cast(field.get(null)));
        }
        for (Class<?> nested : holder.getDeclaredClasses()) {
            collect(nested, path + nested.getSimpleName() + ".", type, found);
        }
    }
}
