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
        SortedMap<String, AssetKey> found = new TreeMap<>();
        try {
            collect(result.loader().loadClass(className), "", found);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static void collect(Class<?> holder, String path, SortedMap<String, AssetKey> found)
            throws IllegalAccessException {
        for (Field field : holder.getFields()) {
            if (!Modifier.isPublic(field.getDeclaringClass().getModifiers())) {
                field.setAccessible(true);
            }
            found.put(path + field.getName(), ((Asset) field.get(null)).key());
        }
        for (Class<?> nested : holder.getDeclaredClasses()) {
            collect(nested, path + nested.getSimpleName() + ".", found);
        }
    }
}
