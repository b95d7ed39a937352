package dev.rockyjava.spring;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Adds to each bean of the type {@link Materializer} the application's beans of the type {@link RunListener}, and the token
 * that cancels its runs when the application ends.
 */
final class MaterializerPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<RunsInProgress> runs;
    private final ObjectProvider<RunListener> listeners;

    MaterializerPostProcessor(ObjectProvider<RunsInProgress> runs, ObjectProvider<RunListener> listeners) {
        this.runs = runs;
        this.listeners = listeners;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Materializer materializer
                ? listeners.orderedStream().reduce(
                        materializer.cancelWith(runs.getObject().token()), Materializer::listener, (a, b) -> b)
                : bean;
    }
}
