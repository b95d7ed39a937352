package dev.rockyjava.spring;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Adds to each bean of the type {@link Materializer} the application's beans of the type {@link RunListener}, the token
 * that cancels its runs when the application ends, and traces.
 */
final class MaterializerPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<RunsInProgress> runs;
    private final ObjectProvider<RunListener> listeners;
    private final ObjectProvider<MaterializerCustomizer> customizers;

    MaterializerPostProcessor(
            ObjectProvider<RunsInProgress> runs,
            ObjectProvider<RunListener> listeners,
            ObjectProvider<MaterializerCustomizer> customizers) {
        this.runs = runs;
        this.listeners = listeners;
        this.customizers = customizers;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Materializer materializer ? customized(materializer) : bean;
    }

    private Materializer customized(Materializer bean) {
        Materializer materializer = bean.cancelWith(runs.getObject().token());
        for (RunListener listener : listeners.orderedStream().toList()) {
            materializer = materializer.listener(listener);
        }
        for (MaterializerCustomizer customizer : customizers.orderedStream().toList()) {
            materializer = customizer.customize(materializer);
        }
        return materializer;
    }
}
