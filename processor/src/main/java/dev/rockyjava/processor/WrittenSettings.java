package dev.rockyjava.processor;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.processor.reference.Annotations;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as written in the annotation.
 *
 * @param defs the path of a {@code defs.yaml}; empty if there is none
 * @param defsValue where the user wrote it; null if there is none
 * @param inline the attributes that the user wrote, each with its place
 * @param complete whether the compiler could evaluate every value
 */
record WrittenSettings(
        Optional<String> defs,
        @Nullable AnnotationValue defsValue,
        Map<Attribute, Written> inline,
        boolean complete) {

    /** A value and where it is written. */
    record Written(Object value, AnnotationValue place) {}

    /** Thrown if the value of an attribute is invalid. */
    static final class WrongValue extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient AnnotationValue place;

        WrongValue(String message, AnnotationValue place, Throwable cause) {
            super(message, cause);
            this.place = place;
        }

        AnnotationValue place() {
            return place;
        }
    }

    /**
     * Reads the values.
     *
     * @param given the values that the user wrote, by annotation member
     */
    static WrittenSettings of(Map<String, AnnotationValue> given) {
        Map<Attribute, Written> inline = new EnumMap<>(Attribute.class);
        Optional<String> defs = Annotations.text(given.get("defs"));
        boolean complete = defs.isPresent() == given.containsKey("defs");
        for (Attribute attribute : Attribute.values()) {
            AnnotationValue place = given.get(attribute.javaName());
            if (place != null) {
                Optional<Object> value = value(place);
                value.ifPresent(known -> inline.put(attribute, new Written(known, place)));
                complete &= value.isPresent();
            }
        }
        return new WrittenSettings(defs.filter(path -> !path.isEmpty()), given.get("defs"), inline, complete);
    }

    /** Returns the attributes that the user wrote, without those that are empty: they have their defaults. */
    Map<Attribute, Object> values() {
        Map<Attribute, Object> values = new EnumMap<>(Attribute.class);
        inline.forEach((attribute, written) -> {
            if (!written.value().equals("") && !written.value().equals(List.of())) {
                values.put(attribute, written.value());
            }
        });
        return values;
    }

    /** Returns the annotation member that sets an attribute; null if there is none. */
    @Nullable AnnotationValue value(Attribute attribute) {
        Written written = inline.get(attribute);
        return written == null ? defsValue : written.place();
    }

    private static Optional<Object> value(AnnotationValue value) {
        if (!Annotations.isKnown(value)) {
            return Optional.empty();
        }
        if (!(value.getValue() instanceof List<?> list)) {
            return Optional.of(value.getValue());
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            Optional<String> text = Annotations.text((AnnotationValue) element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    /**
     * Returns the configuration in the annotation. Members that the user didn't write have the annotation's defaults.
     */
    ComponentConfig inlineConfig(AttributeValues values) throws WrongValue {
        ComponentConfig.Builder config = ComponentConfig.builder().set(Attribute.DAG_MODE, true);
        for (Map.Entry<Attribute, Written> entry : inline.entrySet()) {
            Attribute attribute = entry.getKey();
            try {
                values.setWritten(config, attribute, entry.getValue().value());
                config.build();
            } catch (ConfigException e) {
                throw new WrongValue(String.valueOf(e.getMessage()), entry.getValue().place(), e);
            }
        }
        return config.build();
    }
}
