package dev.rockyjava.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows from Java values. */
final class JavaRows {

    private JavaRows() {}

    static Rows of(List<?> rows) {
        List<Map<?, ?>> maps = rows.stream().<Map<?, ?>>map(JavaRows::map).toList();
        Set<String> names = new LinkedHashSet<>();
        maps.forEach(map -> map.keySet().forEach(key -> names.add(String.valueOf(key))));
        if (names.isEmpty()) {
            throw new SandboxException("rows of Java values need at least one row with a column; use a text table with no rows instead");
        }
        List<List<Cell>> cells = new ArrayList<>();
        for (Map<?, ?> map : maps) {
            List<Cell> row = new ArrayList<>();
            names.forEach(name -> row.add(cell(map.get(name))));
            cells.add(row);
        }
        return Rows.expected(List.copyOf(names), Collections.nCopies(names.size(), Optional.empty()), cells);
    }

    private static Map<?, ?> map(@Nullable Object row) {
        if (row instanceof Map<?, ?> map) {
            return map;
        }
        if (!(row instanceof Record)) {
            throw new SandboxException("a row is a Map or a record, not a " + (row == null ? "null" : row.getClass().getName()));
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            map.put(columnOf(component.getName()), value(component, row));
        }
        return map;
    }

    private static @Nullable Object value(RecordComponent component, Object row) {
        Method accessor = component.getAccessor();
        try {
            accessor.setAccessible(true); // a record of a test is rarely public
            return accessor.invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new SandboxException("can't read " + component.getName() + " of " + row + ": " + e, e);
        }
    }

    /** Returns the column of a component: {@code order_id} for {@code orderId}. */
    private static String columnOf(String component) {
        StringBuilder column = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                column.append(column.isEmpty() ? "" : "_").append(Character.toLowerCase(c));
            } else {
                column.append(c);
            }
        }
        return column.toString();
    }

    /**
     * Returns a value as a cell.
     *
     * @throws SandboxException if it has a type that no column has
     */
    static Cell cell(@Nullable Object value) {
        if (value == null) {
            return Cell.NULL;
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            return number(BigDecimal.valueOf(number), value instanceof Long ? "BIGINT" : "INTEGER");
        } else if (value instanceof BigInteger number) {
            return number(new BigDecimal(number), "HUGEINT");
        } else if (value instanceof BigDecimal number) {
            int scale = Math.max(0, number.scale());
            int digits = Math.max(18, number.precision() - number.scale() + scale);
            return number(number, "DECIMAL(" + Math.min(38, digits) + "," + scale + ")");
        } else if (value instanceof Double || value instanceof Float) {
            return Cell.ofDatabase(value.toString(), value instanceof Double ? "DOUBLE" : "FLOAT");
        } else if (value instanceof Boolean) {
            return typed(value.toString(), value, "BOOLEAN");
        } else if (value instanceof LocalDate) {
            return typed(value.toString(), value, "DATE");
        } else if (value instanceof LocalTime) {
            return typed(value.toString(), value, "TIME");
        } else if (value instanceof LocalDateTime moment) {
            return typed(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment).replace('T', ' '), value, "TIMESTAMP");
        } else if (value instanceof Instant moment) {
            String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)).replace('T', ' ');
            return typed(text + "+00", moment, "TIMESTAMP WITH TIME ZONE");
        } else if (value instanceof OffsetDateTime moment) {
            return cell(moment.toInstant());
        } else if (value instanceof ZonedDateTime moment) {
            return cell(moment.toInstant());
        } else if (value instanceof UUID) {
            return typed(value.toString(), value.toString(), "UUID");
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            return typed(value.toString(), value.toString(), "VARCHAR");
        }
        throw new SandboxException("a value of " + value.getClass().getName() + " has no type of the database here; give it as"
                + " text in a table whose first line has the type, as in tags::VARCHAR[]");
    }

    private static Cell number(BigDecimal number, String type) {
        return typed(number.toPlainString(), Cell.normal(number), type);
    }

    private static Cell typed(String text, Object value, String type) {
        return new Cell(Optional.of(text), value, Optional.of(type));
    }
}
