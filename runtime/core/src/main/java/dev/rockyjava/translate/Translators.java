package dev.rockyjava.translate;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/** Makes the translator that a configuration asks for: a class, rules, both, or the peer's. */
public final class Translators {

    private Translators() {}

    /**
     * The translator at run time. A class is looked for by the thread's class loader and then by this library's.
     *
     * @throws TranslationException if the class can't be had, is no translator, can't be made, or if the
     *     {@code translation} is wrong
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
     * A translator with the configuration's {@code translation} over it.
     *
     * @throws TranslationException if the {@code translation} is wrong
     */
    public static RockyTranslator withRules(ComponentConfig config, RockyTranslator base) {
        return config.translation().map(rules -> Translation.of(rules).over(base)).orElse(base);
    }

    private static RockyTranslator load(String name) {
        try {
            return make(find(name));
        } catch (ClassNotFoundException e) {
            throw new TranslationException(
                    "the translator " + name + " is not on the class path; write its binary name, such as"
                            + " com.acme.Outer$Names, and add what has it",
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
                // A container's loader may not see what this library's does.
            }
        }
        return Class.forName(name);
    }

    private static RockyTranslator make(Class<?> type) {
        String name = type.getName();
        if (!RockyTranslator.class.isAssignableFrom(type)) {
            throw new TranslationException(name + " is no " + RockyTranslator.class.getName() + "; extend that class");
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
