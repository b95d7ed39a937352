package dev.rockyjava.engine;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.bean.PropertyValueBuffer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Calls the constructors of those records of which an answer can have thousands. Jackson's own way to them, a method
 * handle that it calls with an array, takes a third of all the time that such an answer takes to read.
 */
final class FrequentRecords extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    // The components in their order, as Jackson hands them over.
    private static final Map<Class<?>, Function<Object[], Object>> CONSTRUCTORS = Map.of(
            RunOutput.Materialization.class,
            c -> new RunOutput.Materialization(
                    texts(c[0]), (Long) c[1], (long) c[2], optional(c[3]), (RunOutput.MaterializationMetadata) c[4],
                    optional(c[5]), (Double) c[6], (Long) c[7], (Long) c[8]),
            RunOutput.MaterializationMetadata.class,
            c -> new RunOutput.MaterializationMetadata(
                    optional(c[0]), optional(c[1]), optional(c[2]), optional(c[3]), (Long) c[4], (Long) c[5]));

    @SuppressWarnings("unchecked") // Jackson has read it as the type of the component
    private static List<String> texts(Object component) {
        return (List<String>) component;
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> optional(Object component) {
        return (Optional<T>) component;
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new ValueInstantiators.Base() {
            @Override
            public ValueInstantiator modifyValueInstantiator(
                    DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
                Function<Object[], Object> constructor = CONSTRUCTORS.get(type.getBeanClass());
                return constructor == null ? usual : new Direct(usual, constructor);
            }
        });
    }

    private static final class Direct extends ValueInstantiator.Delegating {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Function<Object[], Object> constructor;

        Direct(ValueInstantiator usual, Function<Object[], Object> constructor) {
            super(usual);
            this.constructor = constructor;
        }

        @Override
        public ValueInstantiator createContextual(DeserializationContext context, BeanDescription.Supplier type) {
            return this;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] components) {
            return constructor.apply(components);
        }

        @Override
        public Object createFromObjectWith(
                DeserializationContext context, SettableBeanProperty[] properties, PropertyValueBuffer components) {
            return constructor.apply(components.getParameters(context, properties));
        }
    }
}
