package dev.rockyjava.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates {@code value.name}, {@code value[index]} and {@code value[from:to]}. */
final class Members {

    private Members() {}

    static @Nullable Object attribute(@Nullable Object of, String name) {
        if (of instanceof Attributes object) {
            return object.attribute(name);
        }
        Callable method = Methods.find(of, name);
        return method == null ? item(of, name) : method;
    }

    static @Nullable Object item(@Nullable Object of, @Nullable Object index) {
        if (of instanceof Map<?, ?> map) {
            return map.containsKey(index)
                    ? map.get(index)
                    : new Undefined("there is no '" + Values.text(index) + "'; there are " + map.keySet());
        }
        if (Values.isNumber(index) && (of instanceof List || of instanceof String)) {
            List<@Nullable Object> elements = Values.elements(of);
            int at = Values.number(index).intValue();
            int place = at < 0 ? at + elements.size() : at;
            return place >= 0 && place < elements.size()
                    ? elements.get(place)
                    : new Undefined("there is no element " + at + " in " + Values.text(of));
        }
        return new Undefined(Values.kind(of) + " has no '" + Values.text(index) + "'");
    }

    static @Nullable Object slice(
            @Nullable Object of, @Nullable Object from, @Nullable Object to, @Nullable Object by) {
        List<@Nullable Object> elements = Values.elements(of);
        int step = by == null ? 1 : Values.number(by).intValue();
        if (step == 0) {
            throw new TemplateException("a slice's step can't be 0");
        }
        int size = elements.size();
        int start = from == null ? (step > 0 ? 0 : size - 1) : place(from, size, step);
        int end = to == null ? (step > 0 ? size : -1) : place(to, size, step);
        List<@Nullable Object> part = new ArrayList<>();
        for (int i = start; step > 0 ? i < end : i > end; i += step) {
            part.add(elements.get(i));
        }
        return of instanceof String ? String.join("", part.stream().map(Values::text).toList()) : part;
    }

    private static int place(Object index, int size, int step) {
        int at = Values.number(index).intValue();
        int place = at < 0 ? at + size : at;
        return step > 0 ? Math.max(0, Math.min(place, size)) : Math.max(-1, Math.min(place, size - 1));
    }
}
