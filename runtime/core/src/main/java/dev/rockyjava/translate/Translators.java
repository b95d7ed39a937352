package dev.rockyjava.translate;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/** Creates the translator that a configuration specifies: a class, rules, both, or dagster-rocky's defaults. */
public final class Translators {

    private Translators() {}

    /**
     * Returns the translator at run time. A class is loaded by the thread's context class loader, then by this
     * library's.
     *
     * @throws TranslationException if the class can't be found or loaded, isn't a translator, can't be instantiated,
     *     or if the {@code translation} is invalid
     */
    public static RockyTranslator of(ComponentConfig config) {
        RockyTranslator base = placed(
                config, Attribute.TRANSLATOR, () -> config.translator().map(Translators::load).orElseGet(RockyTranslator::new));
        return placed(config, Attribute.TRANSLATION, () -> withRules(config, base));
    }

    private static RockyTranslator placed(ComponentConfig config, Attribute attribute, Supplier<RockyTranslator> made) {
        try {
            return made.get();
        } catch (TranslationException e) {
            throw config.place(attribute)
                    .map(place -> new TranslationException(place + ": " + e.getMessage(), e))
                    .orElse(e);
        }
    }

    /**
     * Returns a translator with the configuration's {@code translation} applied on top.
     *
     * @throws TranslationException if the {@code translation} is invalid
     */
    public static RockyTranslator withRules(ComponentConfig config, RockyTranslator base) {
        return config.translation().map(rules -> Translation.of(rules).over(base)).orElse(base);
    }

    private static RockyTranslator load(String name) {
        try {
            return make(find(name));
        } catch (ClassNotFoundException e) {
            throw new TranslationException(
                    "the translator " + name + " is not on the class path",
                    "write its binary name, such as com.acme.Outer$Names, and add what has it",
                    e);
        } catch (LinkageError e) {
            throw new TranslationException("the translator " + name + " can't be loaded: " + e, e);
        }
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(name, true, context);
            } catch (ClassNotFoundException e) {
                // A container's class loader may not see the classes that this library's sees.
            }
        }
        return Class.forName(name);
    }

    private static RockyTranslator make(Class<?> type) {
        String name = type.getName();
        if (!RockyTranslator.class.isAssignableFrom(type)) {
            throw new TranslationException(
                    name + " isn't a " + RockyTranslator.class.getName(), "extend that class", null);
        }
        try {
            return (RockyTranslator) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new TranslationException("the constructor of the translator " + name + " threw " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new TranslationException(
                    "the translator " + name + " can't be made: it must be a public class, not abstract, with a public"
                            + " constructor without parameters",
                    e);
        }
    }
}
