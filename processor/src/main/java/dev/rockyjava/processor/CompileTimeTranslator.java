package dev.rockyjava.processor;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.RockyTranslator;
import dev.rockyjava.translate.TranslationException;
import dev.rockyjava.translate.Translators;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * Finds the translator that a configuration names among the services on the processor path. A compiler can't run a
 * class that it is only about to compile, so the class must come from elsewhere. Each problem is reported with its
 * remedy.
 */
final class CompileTimeTranslator {

    private static final String SERVICE = "META-INF/services/" + RockyTranslator.class.getName();

    private final ProcessingEnvironment environment;
    private final ClassLoader processorPath;
    private final BiConsumer<Attribute, Problem> problems;

    CompileTimeTranslator(ProcessingEnvironment environment, BiConsumer<Attribute, Problem> problems) {
        this.environment = environment;
        this.processorPath = CompileTimeTranslator.class.getClassLoader();
        this.problems = problems;
    }

    /**
     * Returns the configured translator. If it can't be loaded, reports a problem and returns the default translator,
     * which names assets as dagster-rocky does.
     */
    RockyTranslator of(ComponentConfig config) {
        RockyTranslator base = config.translator().map(this::load).orElseGet(RockyTranslator::new);
        try {
            return Translators.withRules(config, base);
        } catch (TranslationException e) {
            problems.accept(
                    Attribute.TRANSLATION, Problem.of(ProblemId.WRONG_TRANSLATION, String.valueOf(e.getMessage()), null));
            return base;
        }
    }

    private RockyTranslator load(String name) {
        String broken = "";
        Iterator<ServiceLoader.Provider<RockyTranslator>> services =
                ServiceLoader.load(RockyTranslator.class, processorPath).stream().iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<RockyTranslator> service = services.next();
                if (service.type().getName().equals(name)) {
                    return created(name);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // Reported only if this translator isn't declared: which service it is about isn't known.
                broken = " Another service there is broken: " + e.getMessage() + ".";
            }
        }
        if (isDeclared(name)) {
            return created(name);
        }
        notFound(name, broken);
        return new RockyTranslator();
    }

    private RockyTranslator created(String name) {
        Throwable why;
        try {
            Class<?> type = Class.forName(name, true, processorPath);
            return type.asSubclass(RockyTranslator.class).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            why = e.getCause();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            why = e;
        }
        report(ProblemId.TRANSLATOR_UNUSABLE, "the translator " + name + " can't be created: " + why
                + "; it must be a public class with a public constructor without parameters, and what it uses"
                + " must be on the processor path too");
        return new RockyTranslator();
    }

    /** Returns whether a file on the processor path declares the class, whether or not it can be used. */
    private boolean isDeclared(String name) {
        try {
            for (URL file : Collections.list(processorPath.getResources(SERVICE))) {
                URLConnection connection = file.openConnection();
                connection.setUseCaches(false); // a cached archive stays open in a compiler that stays up
                try (InputStream in = connection.getInputStream()) {
                    String services = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (services.lines().map(line -> line.replaceFirst("#.*", "").strip()).anyMatch(name::equals)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return false; // then no service could be loaded either
        }
    }

    private void notFound(String name, String broken) {
        TypeElement type = environment.getElementUtils().getTypeElement(name.replace('$', '.'));
        if (type != null && isBeingCompiled(name)) {
            report(ProblemId.TRANSLATOR_IN_THIS_MODULE, "the translator " + name + " is in the module that is being"
                    + " compiled, so it can't run yet. Move it to a module of its own, with a file " + SERVICE
                    + " that has its name, and put that module on the class path and on the processor path"
                    + " (annotationProcessorPaths, annotationProcessor); or say it without a class, by the attribute"
                    + " translation");
        } else if (isOnProcessorPath(name)) {
            report(ProblemId.TRANSLATOR_NOT_FOUND, "the translator " + name + " is on the processor path but not declared as"
                    + " a service; add a file " + SERVICE + " with the line " + name + " beside it." + broken);
        } else {
            report(ProblemId.TRANSLATOR_NOT_FOUND, "the translator " + name + " is not on the processor path"
                    + (type == null ? "" : ", only on the class path") + "; add the artifact that has it to"
                    + " annotationProcessorPaths (Maven) or annotationProcessor (Gradle), with a file " + SERVICE
                    + " in it that has the class's binary name." + broken);
        }
    }

    private boolean isOnProcessorPath(String name) {
        return processorPath.getResource(name.replace('.', '/') + ".class") != null;
    }

    /**
     * Builds put the classes of an earlier compilation on the class path, so the class being there alone proves
     * nothing.
     */
    private boolean isBeingCompiled(String name) {
        return exists(StandardLocation.CLASS_OUTPUT, name) || !exists(StandardLocation.CLASS_PATH, name);
    }

    private boolean exists(JavaFileManager.Location location, String name) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        try (InputStream in = environment.getFiler()
                .getResource(location, packageName, name.substring(dot + 1) + ".class")
                .openInputStream()) {
            return in.read() >= 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private void report(ProblemId id, String message) {
        problems.accept(Attribute.TRANSLATOR, Problem.of(id, message, null));
    }
}
